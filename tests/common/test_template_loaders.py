"""Templates lose their indentation, never the break between two words."""

from common.template_loaders import lean


def test_indentation_and_lines_of_tags_are_left_out():
    source = "<ul>\n  {% for each in rows %}\n    <li>{{ each }}</li>\n  {% endfor %}\n</ul>\n"

    assert lean(source) == "<ul>\n{% for each in rows %}<li>{{ each }}</li>\n{% endfor %}</ul>\n"


def test_words_on_two_lines_stay_apart():
    assert lean("<b>a</b>\n    <i>b</i>") == "<b>a</b>\n<i>b</i>"
    assert lean("a\n{% if x %}\nb\n{% endif %}\nc") == "a\n{% if x %}b\n{% endif %}c"


def test_comments_are_left_out():
    assert lean("{% comment %}Inputs: x.{% endcomment %}\n<p>{{ x }}</p>") == "<p>{{ x }}</p>"

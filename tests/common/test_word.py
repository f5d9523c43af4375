"""Word documents: user input is data everywhere in a template."""

from io import BytesIO

import pytest
from docx import Document
from jinja2 import UndefinedError

from common.http import download
from common.word import CONTENT_TYPE, placeholders, render_word


@pytest.fixture
def template(tmp_path):
    document = Document()
    document.add_paragraph("Tên: {{ name }}")
    document.add_paragraph("{%p for row in rows %}")
    document.add_paragraph("{{ row.name }}")
    document.add_paragraph("{%p endfor %}")
    document.sections[0].header.paragraphs[0].text = "{{ head }}"
    path = tmp_path / "mau.docx"
    document.save(str(path))
    return path


def lines_of(content):
    document = Document(BytesIO(content))
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize(
    "text",
    [
        "{{7*7}}",
        "{% for x in y %}",
        "{_{ 7 }_}",
        "{_% x %_}",
        "<b>đậm</b> & </w:t></w:r>",
        "${7*7} #{7*7}",
        "{# ghi chú #}",
        "&lt;b&gt; &amp;",
        'Rơ Châm H\'Lan "Lan" “x”',
        "😀 Đắk",
    ],
)
def test_what_people_wrote_stands_there_literally(text, template):
    content = render_word(template, {"name": text, "rows": [{"name": text}], "head": text})

    assert lines_of(content) == [f"Tên: {text}", text]
    assert Document(BytesIO(content)).sections[0].header.paragraphs[0].text == text


def test_characters_a_document_cannot_hold_are_left_out(template):
    name = "a\x00b\x07c\x0cd\x1fe\ufffef"

    assert lines_of(render_word(template, {"name": name, "rows": [], "head": ""})) == [
        "Tên: abcdef"
    ]


def test_a_line_break_stays_one(template):
    content = render_word(template, {"name": "một\nhai", "rows": [], "head": ""})

    assert lines_of(content) == ["Tên: một\nhai"]


def test_an_unknown_placeholder_is_an_error(template):
    with pytest.raises(UndefinedError):
        render_word(template, {"name": "x", "rows": []})


def test_the_names_a_template_asks_for(template):
    assert placeholders(template) == {"name", "rows", "head"}


def test_a_template_reaches_nothing_but_its_values(tmp_path):
    document = Document()
    document.add_paragraph("{{ name.__class__.__mro__ }}")
    path = tmp_path / "mau.docx"
    document.save(str(path))

    with pytest.raises(Exception, match="has no attribute '__"):
        render_word(path, {"name": "x"})


def test_it_is_answered_as_a_file_with_a_safe_name():
    answer = download("quyet-dinh.docx", b"x", content_type=CONTENT_TYPE)

    assert answer["Content-Type"] == CONTENT_TYPE
    assert answer["Content-Disposition"] == 'attachment; filename="quyet-dinh.docx"'

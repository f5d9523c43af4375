"""Components, rendered separately."""

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from common.paging import Page

pytestmark = pytest.mark.django_db  # the frame's context reads the installation


def include(component, **context):
    request = RequestFactory().get("/so/", {"q": "siu"})
    return rendered(f"{{% include 'components/{component}.html' %}}", context, request)


def rendered(source, context=None, request=None):
    return engines["django"].from_string(source).render(context or {}, request)


def test_an_icon_is_hidden_from_readers_unless_it_speaks():
    assert '<span class="icon" aria-hidden="true"><svg' in rendered("{% icon 'house' %}")
    assert 'aria-label="Nhà" role="img"' in rendered("{% icon 'house' label='Nhà' %}")


@pytest.mark.parametrize("tone", ["success", "warning", "danger", "info", "neutral", "primary"])
def test_a_badge_has_words_and_an_icon_in_every_tone(tone):
    html = rendered("{% badge 'Hộ nghèo' tone %}", {"tone": tone})

    assert f"tag--{tone}" in html
    assert "Hộ nghèo" in html
    assert "<svg" in html


def test_text_in_a_component_is_escaped():
    assert "&lt;b&gt;" in include("alert", text="<b>", tone="danger")
    assert "&lt;b&gt;" in rendered("{% badge text %}", {"text": "<b>"})
    assert "&lt;b&gt;" in rendered("{% icon 'house' label=text %}", {"text": "<b>"})


def test_a_badge_without_a_tone_is_neutral_and_a_named_icon_replaces_the_tones_own():
    plain, locked = rendered("{% badge 'Khóa' %}"), rendered("{% badge 'Khóa' icon='lock-fill' %}")

    assert "tag--neutral" in plain
    assert "tag--neutral" in locked
    assert rendered("{% icon 'circle' %}") in plain
    assert rendered("{% icon 'lock-fill' %}") in locked


def test_a_figure_may_lead_to_its_list():
    html = include("stat", label="Hộ nghèo", value="897", url="/ho-ngheo/")

    assert '<a href="/ho-ngheo/">897</a>' in html


def test_a_bar_is_written_with_plain_numbers():
    html = include("progress", value=1250, maximum=27771, label="Đã rà soát")

    assert '<progress value="1250" max="27771" aria-label="Đã rà soát">' in html


def test_paging_keeps_the_filters():
    page = Page(rows=[1, 2], next_cursor="sau", previous_cursor="truoc", total=1234)

    html = include("pagination", page=page, unit="hộ")

    assert "1.234 hộ, đang xem 2" in html
    assert 'href="?q=siu&amp;cursor=sau"' in html
    assert 'href="?q=siu"' in html


def test_paging_of_a_single_page_shows_only_the_count():
    page = Page(rows=[1], next_cursor="", previous_cursor="", total=1)

    html = include("pagination", page=page)

    assert "1 dòng" in html
    assert "href" not in html


def test_a_count_beyond_the_cap_is_said_to_be_more():
    page = Page(rows=[1], next_cursor="", previous_cursor="", total=10_001)

    assert "Hơn 10.000 hộ" in include("pagination", page=page, unit="hộ")


class Filters(forms.Form):
    q = forms.CharField(label="Tìm", required=False)
    village = forms.CharField(label="Thôn", required=False)


def test_the_filter_bar_folds_what_is_named():
    html = include("filter_bar", form=Filters(), more="village", target="#list")

    assert html.index("id_q") < html.index("<details") < html.index("id_village")
    assert 'hx-target="#list"' in html


class Row(forms.Form):
    name = forms.CharField(label="Họ và tên")


def test_the_summary_names_the_row_of_a_roster():
    rows = forms.formset_factory(Row, extra=0)(
        {
            "form-TOTAL_FORMS": "2",
            "form-INITIAL_FORMS": "2",
            "form-0-name": "Siu",
            "form-1-name": "",
        }
    )
    rows.is_valid()

    html = include("error_summary", formset=rows)

    assert 'href="#id_form-1-name"' in html
    assert "Dòng 2, Họ và tên" in html


def test_a_page_without_errors_has_no_summary():
    assert include("error_summary", form=Filters({})).strip() == ""


def test_a_dialog_posts_with_the_version_it_was_opened_on():
    html = include("dialog", id="nop", title="Nộp?", url="/nop/", action="Nộp", version=1234)

    assert '<dialog class="dialog" id="nop"' in html
    assert 'name="version" value="1234"' in html

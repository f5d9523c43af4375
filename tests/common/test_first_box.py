import pytest

from common.first_box import has_cursor, with_cursor


def page(inner: str, before: str = "") -> str:
    return f'{before}<form method="post" data-entry>{inner}</form>'


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        (
            '<input type="hidden" name="v"><input name="b1"><input name="b2">',
            '<input autofocus name="b1">',
        ),
        (
            '<button data-does="save" tabindex="-1">L</button><select name="a"></select>',
            '<select autofocus name="a">',
        ),
        (
            '<input name="a" disabled><textarea name="b"></textarea>',
            '<textarea autofocus name="b">',
        ),
        (
            '<input type="radio" name="a" value="1"><input type="radio" name="a" value="2" checked>',
            '<input autofocus type="radio" name="a" value="2" checked>',
        ),
        (
            '<input type="checkbox" name="a"><input name="b">',
            '<input autofocus type="checkbox" name="a">',
        ),
        (
            "<button>A</button><button data-main-button>B</button>",
            "<button autofocus data-main-button>",
        ),
        ('<template><input name="a"></template><input name="b">', '<input autofocus name="b">'),
    ],
)
def test_the_cursor_is_in_the_first_box_of_the_entry_form(inner, found):
    shown = with_cursor(page(inner))

    assert found in shown
    assert shown.count("autofocus") == 1


@pytest.mark.parametrize(
    "text",
    [
        '<form method="get"><input name="q"></form>',
        '<form method="post"><input name="q"></form>',
        page('<input name="a">', before="<div data-error-summary></div>"),
        page('<input name="a"><input name="b" autofocus>'),
        page('<input type="hidden" name="version"><button type="button">A</button>'),
    ],
)
def test_lists_refused_forms_and_chosen_boxes_are_left_as_they_are(text):
    assert with_cursor(text) == text


def test_the_button_of_a_closed_dialog_is_no_cursor():
    assert not has_cursor("<dialog><button autofocus>Quay lại</button></dialog>")
    assert has_cursor("<input autofocus>")

"""Repeated icons of a page are one shape at its end; single ones stay where they are."""

from common.shared_icons import OPENING, with_shared_icons


def icon(shape):
    return f'{OPENING}<path d="{shape}"/></svg>'


def test_a_repeated_icon_is_sent_once_and_referred_to():
    page = with_shared_icons(f"<p>{icon('M1')}</p><p>{icon('M1')}</p><p>{icon('M2')}</p>")

    assert page.count('<path d="M1"/>') == 1
    assert page.count('<use href="#icon-0"/>') == 2
    assert page.endswith('<defs><g id="icon-0"><path d="M1"/></g></defs></svg>')
    assert icon("M2") in page


def test_a_page_without_a_repeated_icon_is_unchanged():
    page = f"<p>{icon('M1')}</p><p>{icon('M2')}</p>"

    assert with_shared_icons(page) == page

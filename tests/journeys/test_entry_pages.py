"""Pages to type in, in the windows that offices have: the first box in sight, the bars low."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from households.models import Assessment, Household, PovertyRecord, Round
from targets.models import Direction
from tests.journeys.typing import BARS_HEIGHT, FOCUSED, IN_SIGHT

pytestmark = pytest.mark.browser

LAPTOP = {"width": 1366, "height": 625}  # 1366 × 768 without the browser's bars
ZOOMED = {"width": 683, "height": 384}  # the same at 200 %
KEYBOARD_UP = {"width": 390, "height": 420}
TOPBAR = BAR = 56
IA_O = "23782"


def of_officer() -> Iterator[str]:
    poor = PovertyRecord.objects.filter(year=2021, commune__code=IA_O, status="POOR")
    household = Household.objects.get(pk=poor.order_by("pk").values_list("household")[:1])
    draft = Assessment.objects.filter(commune__code=IA_O, state="DRAFT").order_by("pk")[0]
    yield from ("/ho-dan/them/", f"/ho-dan/{household.pk}/sua/", f"/phieu/{draft.pk}/sua/")
    yield f"/ho-dan/{household.pk}/roi-dia-ban/"
    yield from (
        f"/nguyen-nhan/{household.pk}/ghi/?year=2021",
        "/ma-truy-cap/cap/",
        "/doi-mat-khau/",
    )
    for change in ("chuyen-thon", "chuyen-xa"):
        yield f"/ho-dan/{household.pk}/{change}/"


def of_labour_office() -> Iterator[str]:
    round_ = Round.objects.get(year=2021, kind="YEAR_END")
    direction = Direction.objects.order_by("pk")[0]
    yield from ("/dot-ra-soat/them/", f"/dot-ra-soat/{round_.pk}/sua/")
    yield from ("/ke-hoach/2021/dau-ky/", "/ke-hoach/2021/muc-tieu/", "/ke-hoach/2021/lo-trinh/")
    yield from ("/nhiem-vu/nam/2021/giao/", f"/nhiem-vu/{direction.pk}/sua/", "/phuc-tra/rut-mau/")


def of_administrator() -> Iterator[str]:
    person = User.objects.get(username="canbo-ia-o")
    yield from ("/nguoi-dung/them/", f"/nguoi-dung/{person.pk}/", "/nguoi-dung/ho-tro/")


def _wait_for_cursor(page: Page) -> None:
    """The browser sets the cursor a frame after the page is loaded."""
    first = page.locator("[autofocus]").first
    if first.count():
        expect(first).to_be_focused()


def faults(page: Page, address: str) -> list[str]:
    """Return what is wrong with an entry page in one of the windows, in words."""
    page.set_viewport_size(LAPTOP)
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return [f"{address}: does not open"]
    if not page.locator("form[data-entry]").count():
        return [f"{address}: no form to fill in"]
    found = []
    _wait_for_cursor(page)
    if not page.evaluate(IN_SIGHT):
        found.append(f"{page.evaluate(FOCUSED)!r} not in sight")
    if page.evaluate("scrollY"):
        found.append(f"scrolled by {page.evaluate('scrollY')}")
    if (height := page.evaluate(BARS_HEIGHT)) >= TOPBAR + BAR + 1:  # parts of a pixel are rounded
        found.append(f"bars of {height} px on a laptop")
    for window in (ZOOMED, KEYBOARD_UP):
        page.set_viewport_size(window)
        if (height := page.evaluate(BARS_HEIGHT)) > window["height"] / 4:
            found.append(f"bars of {height} px in a height of {window['height']}")
    return [f"{address}: {fault}" for fault in found]


@pytest.mark.parametrize(
    ("username", "paths"),
    [("canbo-ia-o", of_officer), ("ldtbxh", of_labour_office), ("quantri", of_administrator)],
)
def test_the_first_box_is_in_sight_and_the_bars_are_low(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None], username: str, paths
):
    sign_in(username)

    found = [fault for path in paths() for fault in faults(page, live_server.url + path)]

    assert "; ".join(found) == ""

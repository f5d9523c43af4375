"""Every list and form of every role: in Vietnamese, open to everyone, and within a phone's width."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.frame.words import english_in
from tests.journeys.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

STEPS = ["/quy-trinh/", "/quy-trinh/quy-dinh/"]
COMMON = ["/", "/tien-do/", "/ke-hoach/", "/don-vi/", "/dot-ra-soat/", "/chuan-ngheo/"]
ROWS = ["/ho-dan/", "/phieu/", "/phieu/chua-ra-soat/", "/ho-ngheo/?year=2021&figure=exits"]
PLANS = [
    *("/ke-hoach/2021/muc-tieu/", "/ke-hoach/2021/phan-bo/", "/ke-hoach/2021/de-nghi/"),
    *("/ke-hoach/2021/lo-trinh/", "/ke-hoach/2021/lich-su/", "/chi-tieu/"),
]
YEAR = ["/bang-dieu-hanh/", "/tien-do/du-bao/", "/nhiem-vu/"]
BOARD = [
    "/bang-dieu-hanh/?month=2021-10&area=border",
    *(
        f"/bang-dieu-hanh/so-lieu/{each}"
        for each in ("cac-xa/?face=table", "theo-thang/", "so-do/?face=about")
    ),
    "/bang-dieu-hanh/so-lieu/nguyen-nhan/?face=files",
    "/bang-dieu-hanh/trinh-chieu/",
]
HELP = ["/tro-giup/?q=giam+thuc", "/tro-giup/quy-trinh/", "/tro-giup/thuat-ngu/"]
NAMES = ["/nguyen-nhan/", "/dang-ky-thoat-ngheo/", "/dang-ky-thoat-ngheo/cac-xa/"]
THREADS = ["/trao-doi/", "/trao-doi/don-doc/", "/trao-doi/y-kien/", "/trao-doi/hoi/"]
CROSSED = "/bang-dieu-hanh/?minority=true&colouring=change&by_commune=true"
PAGES = {
    "canbo-ia-o": [
        *COMMON,
        *STEPS,
        *ROWS,
        *YEAR,
        *NAMES,
        "/trao-doi/",
        "/chi-tieu/",
        "/ho-dan/them/",
        "/phieu/phieu-giay/de-trong/",
        "/bao-cao/",
        "/ma-truy-cap/",
    ],
    "chutich-ia-o": ["/", *STEPS, *ROWS, "/chi-tieu/"],
    "ldtbxh": [
        *STEPS,
        *ROWS,
        *PLANS,
        *NAMES,
        "/nhiem-vu/nam/2021/giao/",
        "/ke-hoach/2021/dau-ky/",
        "/dot-ra-soat/them/",
        "/don-vi/dan-toc/",
    ],
    "lanhdao": [*COMMON, *STEPS, *PLANS, *YEAR, *BOARD, *THREADS, CROSSED, "/bao-cao/"],
    "taichinh": ["/", "/ho-dan/", "/bao-cao/", "/nhiem-vu/"],
    "nhcsxh": ["/", "/ho-ngheo/", "/nhiem-vu/", *HELP],
    "quantri": [
        *("/", "/nguoi-dung/", "/nguoi-dung/them/", "/nguoi-dung/vai-tro/", "/nguoi-dung/ho-tro/"),
        *("/tro-giup/buoc-dau/", "/tro-giup/dot-ra-soat/"),
    ],
}


def _words(page: Page) -> str:
    """Return the text of the page, without the names of keys."""
    text = page.locator("body").inner_text()
    for key in page.locator("kbd").all_inner_texts():
        text = text.replace(key, "")
    return text


# Texts on screen that are smaller than 13 px, with their size; texts of drawings as they are scaled.
SMALL = """() => {
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const parent = walker.currentNode.parentElement;
    if (!text || !parent.getClientRects().length) continue;
    if (parent.closest("title, style, script, option, .visually-hidden, .skip-link")) continue;
    let size = parseFloat(getComputedStyle(parent).fontSize);
    if (parent.ownerSVGElement) {
      const drawn = parent.getScreenCTM();
      size *= Math.sqrt(Math.abs(drawn.a * drawn.d - drawn.b * drawn.c));
    }
    if (size > 0 && size < 12.95) found[text.slice(0, 30)] = size.toFixed(1);
  }
  return Object.entries(found).map(([text, size]) => `${size} px: ${text}`);
}"""


def faults(page: Page, address: str) -> list[str]:
    """Return the faults of one page, in words."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", hear)
    page.set_viewport_size(DESKTOP)
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        said.append("does not open")
    said += [f"English: {word}" for word in english_in(_words(page))]
    said += [f"axe: {found['id']}" for found in Axe().run(page).response["violations"]]
    said += page.evaluate(SMALL)
    page.set_viewport_size(PHONE)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    said += [f"phone, {each}" for each in page.evaluate(SMALL)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        said.append("wider than a phone")
    page.remove_listener("console", hear)
    return [f"{address}: {fault}" for fault in said]


@pytest.mark.parametrize("username", PAGES)
def test_every_page_of_a_role_is_finished(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None], username: str
):
    sign_in(username)

    found = [fault for path in PAGES[username] for fault in faults(page, live_server.url + path)]

    assert found == []


def test_the_dashboard_is_readable_in_the_dark(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None]
):
    page.emulate_media(color_scheme="dark")
    sign_in("lanhdao")

    found = [fault for path in [*YEAR, CROSSED] for fault in faults(page, live_server.url + path)]

    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert found == []


def test_the_dashboard_prints_on_one_sheet(
    page: Page, live_server, demo: None, sign_in: Callable[[str], None]
):
    sign_in("lanhdao")
    page.goto(f"{live_server.url}/bang-dieu-hanh/")

    paper = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)

    # One sheet for up to six late communes, as in a real year; the small demo has nine.
    sheets = 1 if page.locator(".dash-tasks > li").count() <= 6 else 2
    assert paper.count(b"/Type /Page\n") <= sheets

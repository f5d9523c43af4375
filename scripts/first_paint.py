"""Measure the first paint of main pages on a slow line: `python -m scripts.first_paint [address]`.

Runs in `.venv` against a running demo. The line has 400 kbit/s in both directions and a latency of
400 ms; styles, scripts and the font are in the cache, as after the first page of a day. Prints the
middle one of five measurements in seconds for each page, with the bytes of the document as sent.
"""

import statistics

from playwright.sync_api import CDPSession, Page

from scripts.demo_browser import address_given, chromium, signed_in

BYTES_PER_SECOND = 400_000 / 8
LATENCY_MS = 400
ROUNDS = 5
# Name, account, address.
PAGES = (
    ("officer's home", "canbo-ia-o", "/"),
    ("chair's home", "chutich-ia-o", "/"),
    ("leader's home", "lanhdao", "/"),
    ("dashboard", "lanhdao", "/bang-dieu-hanh/"),
    ("labour office's home", "ldtbxh", "/"),
)
_PAINTED = """() => {
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  const [document] = performance.getEntriesByType("navigation");
  return [paint?.startTime ?? 0, document.transferSize];
}"""


def measure(address: str) -> None:
    """Print first contentful paint in seconds and the bytes of the document, page by page."""
    with chromium() as browser:
        for name, account, path in PAGES:
            page = signed_in(browser, address, account, width=1366, height=768)
            page.goto(f"{address}{path}", wait_until="networkidle")
            _slow_down(page.context.new_cdp_session(page))
            found = [_once(page, f"{address}{path}") for _ in range(ROUNDS)]
            seconds = statistics.median(paint for paint, _size in found) / 1000
            print(f"{name:22} {seconds:5.2f} s  {found[0][1] / 1024:5.1f} KB")
            page.close()


def _slow_down(session: CDPSession) -> None:
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_PER_SECOND,
            "uploadThroughput": BYTES_PER_SECOND,
        },
    )


def _once(page: Page, address: str) -> tuple[float, float]:
    """Return the first contentful paint in milliseconds and the bytes of the document."""
    page.goto(address, wait_until="load")
    paint, size = page.evaluate(_PAINTED)
    while not paint:  # reported a frame later
        page.wait_for_timeout(50)
        paint, size = page.evaluate(_PAINTED)
    return paint, size


if __name__ == "__main__":
    measure(address_given())

"""Take the README's screenshot from a running demo: `python -m scripts.readme_picture [address]`.

Runs in `.venv`, with the demo started by `make run` on the default port or the one given.
"""

from scripts.demo_browser import address_given, chromium, signed_in
from scripts.project import ROOT

PICTURE = ROOT / "docs" / "images" / "dashboard.png"


def take(address: str) -> None:
    """Sign in as the district's leader and save a screenshot of the dashboard."""
    with chromium() as browser:
        page = signed_in(browser, address, "lanhdao", width=1366, height=1000)
        page.goto(f"{address}/bang-dieu-hanh/?year=2021")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)


if __name__ == "__main__":
    take(address_given())

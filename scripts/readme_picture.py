"""Take the README's screenshot from a running demo: `python -m scripts.readme_picture [address]`.

Runs in `.venv`, with the demo started by `make run` on the default port or the one given.
"""

import os
import sys

from playwright.sync_api import sync_playwright

from scripts.project import ROOT

PICTURE = ROOT / "docs" / "images" / "dashboard.png"
PASSWORD = os.environ.get("DEMO_PASSWORD", "giamngheo-2021")


def take(address: str) -> None:
    """Sign in as the district's leader and save a screenshot of the dashboard."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1366, "height": 1000}, locale="vi-VN")
        page.goto(f"{address}/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill("lanhdao")
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.goto(f"{address}/bang-dieu-hanh/?year=2021")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")

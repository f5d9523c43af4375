"""A browser signed in to a running demo, for the scripts that take pictures and measure."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = os.environ.get("DEMO_PASSWORD", "giamngheo-2021")


def address_given() -> str:
    """Return the address of the demo: the first argument, or that of `make run`."""
    return sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000"


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            yield browser
        finally:
            browser.close()


def signed_in(browser: Browser, address: str, account: str, *, width: int, height: int) -> Page:
    """Return a page of a window of its own, after signing in."""
    page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
    page.goto(f"{address}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(account)
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)
    return page

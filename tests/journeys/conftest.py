"""A real browser against a real server with a small demo."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, expect

import povertyapp.settings as product
from tests.journeys.site import behind_gunicorn, collected_files, in_this_process, sign_in_at

# Playwright runs its own event loop in this thread; the ORM calls of the tests stay synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A suite on another database may run beside; a slow answer is no fault.
expect.set_options(timeout=20_000)

SHOTS = Path("var") / "screenshots"
CHROMIUM = "/usr/bin/chromium"
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {
        **browser_context_args,
        "viewport": DESKTOP,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "accept_downloads": True,
    }


@pytest.fixture(scope="session")
def live_server(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Any]:
    """The product as served: in this process on SQLite, behind gunicorn on PostgreSQL.

    Replaces the fixture of pytest-django, which serves static files from their sources.
    """
    serving = behind_gunicorn if connection.vendor == "postgresql" else in_this_process
    with collected_files(tmp_path_factory.mktemp("static")), serving() as server:
        yield server


@pytest.fixture(scope="session")
def loaded_demo() -> Iterator[sqlite3.Connection]:
    """An empty database, which holds the demo once it was loaded."""
    with contextlib.closing(sqlite3.connect(":memory:", check_same_thread=False)) as copy:
        yield copy


@pytest.fixture
def demo(transactional_db, settings, loaded_demo) -> None:
    """A small district halfway through its review of 2021; SQLite loads it once and copies it."""
    settings.PASSWORD_HASHERS = product.PASSWORD_HASHERS
    if loaded_demo.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        loaded_demo.backup(connection.connection)
        return
    call_command("load_demo", scale="small", verbosity=0)
    if connection.vendor == "sqlite":
        connection.connection.backup(loaded_demo)


@pytest.fixture
def shoot(page: Page) -> Callable[[str], None]:
    """Save screenshots of the page in both sizes, to be looked at."""
    SHOTS.mkdir(parents=True, exist_ok=True)

    def take(name: str) -> None:
        page.screenshot(path=SHOTS / f"{name}-1366.png", full_page=True)
        page.set_viewport_size(PHONE)
        page.screenshot(path=SHOTS / f"{name}-390.png", full_page=True)
        page.set_viewport_size(DESKTOP)

    return take


@pytest.fixture
def sign_in(page: Page, live_server, settings) -> Callable[[str], None]:
    """Sign a demo account in through the page, as a user does."""

    def enter(username: str) -> None:
        page.context.clear_cookies()
        sign_in_at(live_server.url, page, username=username, password=settings.DEMO_PASSWORD)

    return enter

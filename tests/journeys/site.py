"""The product as it is served: collected, hashed and compressed files; gunicorn on PostgreSQL."""

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import modify_settings, override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

import povertyapp.settings as product
from scripts import processes, serve
from scripts.project import clean_environment

HOST = "localhost"
SECONDS_TO_ANSWER = 30


def sign_in_at(url: str, page: Page, *, username: str, password: str) -> None:
    """Sign in through the page, and wait until it is done: another address would abort it."""
    page.goto(f"{url}/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda address: "/dang-nhap/" not in address)


@contextlib.contextmanager
def collected_files(folder: Path) -> Iterator[None]:
    """Collect the static files into a folder and use the product's storage and middleware."""
    with override_settings(
        STORAGES=settings.STORAGES | {"staticfiles": product.STORAGES["staticfiles"]},
        STATIC_ROOT=str(folder),
        MIDDLEWARE=product.MIDDLEWARE,
        WHITENOISE_AUTOREFRESH=False,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@contextlib.contextmanager
def in_this_process() -> Iterator[LiveServer]:
    """Serve from a thread, static files by WhiteNoise as in production."""
    server = LiveServer(HOST, start=False)
    server.thread.static_handler = lambda application: application  # type: ignore[assignment]
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Gunicorn:
    """gunicorn with the product's own settings, on the database of the tests."""

    def __init__(self, port: int) -> None:
        self.url = f"http://{HOST}:{port}"
        # pytest-django enables it around each test that uses its fixture `live_server`.
        self._live_server_modified_settings = modify_settings()


@contextlib.contextmanager
def behind_gunicorn() -> Iterator[Gunicorn]:
    """Start gunicorn as `make run` does; stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = processes.start("gunicorn", serve.web_command(port), env=_environment())
    try:
        _wait_until_healthy(port, server)
        yield Gunicorn(port)
    finally:
        processes.stop([server])


def _environment() -> dict[str, str]:
    """Return the variables of a demo on the database of this test run."""
    database = connection.settings_dict
    user = quote(database["USER"], safe="")
    password = f":{quote(database['PASSWORD'], safe='')}" if database["PASSWORD"] else ""
    place = f"{database['HOST']}:{database['PORT'] or 5432}"
    return clean_environment(
        APP_ENV="demo",
        SECRET_KEY=settings.SECRET_KEY,
        ALLOWED_HOSTS=f"{HOST},127.0.0.1",
        HTTPS="false",
        LOG_LEVEL="WARNING",
        DATABASE_URL=f"postgres://{user}{password}@{place}/{database['NAME']}",
        STATIC_ROOT=str(settings.STATIC_ROOT),
        DJANGO_SETTINGS_MODULE="povertyapp.settings",
    )


def _wait_until_healthy(port: int, server: processes.Child) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while serve.health(port) != "200":
        if server.ended() or time.monotonic() > deadline:
            raise RuntimeError("gunicorn does not answer.")
        time.sleep(0.1)

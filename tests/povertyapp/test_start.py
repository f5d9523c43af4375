"""Start-up, health check and headers of the whole product."""

import os
import subprocess
import sys

import pytest

from povertyapp.env import BASE_DIR

START = "import django; django.setup()"


def start(**environment: str) -> subprocess.CompletedProcess:
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "povertyapp.settings"}
    return subprocess.run(
        [sys.executable, "-c", START],
        env=clean | {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "a.example"} | environment,
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_is_the_default_and_starts_when_everything_is_set():
    assert start(APP_ENV="production").returncode == 0


@pytest.mark.parametrize(
    ("name", "value"), [("DEBUG", "true"), ("ALLOWED_HOSTS", "*"), ("SECRET_KEY", "change-me")]
)
def test_production_does_not_start_with_an_open_switch(name, value):
    done = start(APP_ENV="production", **{name: value})

    assert done.returncode != 0
    assert name in done.stderr


def test_the_sign_of_life_needs_no_sign_in(client, db):
    response = client.get("/healthz/")

    assert (response.status_code, response.content) == (200, b"ok")


def test_every_answer_carries_the_strict_content_policy(client, db):
    response = client.get("/healthz/")

    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy

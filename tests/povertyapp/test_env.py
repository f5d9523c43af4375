"""An invalid value, or an unsafe setting in production, stops start-up."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from povertyapp import env

GOOD = {
    "app_env": "production",
    "debug": False,
    "secret_key": "k" * 50,
    "allowed_hosts": ["giamngheo.example"],
}


def test_production_starts_with_everything_in_place():
    env.refuse_unsafe_production(**GOOD)


@pytest.mark.parametrize(
    "wrong",
    [
        {"debug": True},
        {"secret_key": env.EXAMPLE_SECRET_KEY},
        {"secret_key": "short"},
        {"allowed_hosts": ["*"]},
        {"allowed_hosts": ["giamngheo.example", "*"]},
        {"allowed_hosts": []},
    ],
)
def test_production_refuses_an_open_switch(wrong):
    with pytest.raises(ImproperlyConfigured):
        env.refuse_unsafe_production(**GOOD | wrong)


@pytest.mark.parametrize(("written", "read"), [("true", True), ("0", False), ("", True)])
def test_a_boolean_is_read(monkeypatch, written, read):
    monkeypatch.setenv("A_SWITCH", written)

    assert env.boolean("A_SWITCH", default=True) is read


def test_a_boolean_that_is_none_stops_start_up(monkeypatch):
    monkeypatch.setenv("A_SWITCH", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="A_SWITCH"):
        env.boolean("A_SWITCH", default=True)


def test_a_number_that_is_none_stops_start_up(monkeypatch):
    monkeypatch.setenv("A_NUMBER", "many")

    with pytest.raises(ImproperlyConfigured, match="A_NUMBER"):
        env.integer("A_NUMBER", 1)


def test_an_unknown_environment_stops_start_up(monkeypatch):
    monkeypatch.setenv("APP_ENV", "prod")

    with pytest.raises(ImproperlyConfigured, match="APP_ENV"):
        env.choice("APP_ENV", ("production", "demo"), default="production")


def test_sqlite_gets_the_options_that_keep_writers_apart(monkeypatch):
    monkeypatch.setenv("A_DATABASE", "sqlite:///some.sqlite3")

    options = env.database("A_DATABASE", "sqlite:///other.sqlite3")["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "foreign_keys=ON" in options["init_command"]

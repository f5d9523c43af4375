import socket

import pytest

from scripts import local_state, project, serve, stamps
from scripts.project import Stop


@pytest.mark.parametrize(("text", "port"), [("", 8000), ("8080", 8080), ("65535", 65535)])
def test_port_is_read_from_the_environment(text, port):
    assert serve.chosen_port(text) == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "http", "80.0", "٨٠٨٠"])
def test_a_port_that_makes_no_sense_is_refused_with_its_text(text):
    with pytest.raises(Stop, match="PORT must be a number"):
        serve.chosen_port(text)


def test_a_taken_port_is_refused_and_another_proposed():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(Stop, match=f"PORT={port + 1} make run"):
            serve.refuse_taken(port)


def test_local_state_is_written_once_with_a_secret_for_its_owner_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(local_state, "VAR", tmp_path)
    monkeypatch.setattr(local_state, "FILE", tmp_path / "local.env")
    monkeypatch.delenv("APP_ENV", raising=False)

    local_state.ensure()
    first = local_state.FILE.read_text()
    local_state.ensure()

    assert "APP_ENV=demo" in first
    assert local_state.FILE.read_text() == first
    assert local_state.FILE.stat().st_mode & 0o077 == 0


def test_production_gets_no_local_state(tmp_path, monkeypatch):
    monkeypatch.setattr(local_state, "VAR", tmp_path)
    monkeypatch.setattr(local_state, "FILE", tmp_path / "local.env")
    monkeypatch.setenv("APP_ENV", "production")

    local_state.ensure()

    assert not local_state.FILE.exists()


def test_a_stamp_is_fresh_until_a_file_changes(tmp_path):
    source, stamp = tmp_path / "source", tmp_path / "made" / "stamp"
    source.write_text("one")
    stamps.write(stamp, stamps.of_contents([source]))

    before = stamps.is_fresh(stamp, stamps.of_contents([source]))
    source.write_text("two")
    after = stamps.is_fresh(stamp, stamps.of_contents([source]))

    assert (before, after) == (True, False)


def test_suites_and_checks_start_without_the_products_own_variables(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://real@server/data")
    monkeypatch.setenv("DEMO_DATE", "2030-01-01")

    environment = project.clean_environment(SECRET_KEY="given")

    assert "DATABASE_URL" not in environment
    assert "DEMO_DATE" not in environment
    assert environment["SECRET_KEY"] == "given"

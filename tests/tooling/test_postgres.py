import pytest

from scripts import postgres
from scripts.project import Stop

NOWHERE = "postgres://postgres@127.0.0.1:1/postgres"


def test_a_server_that_does_not_answer_is_unusable_and_says_why():
    reason = postgres.why_unusable(NOWHERE)

    assert "port 1 failed" in reason


def test_a_named_server_that_cannot_be_used_stops_the_run(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", NOWHERE)

    with pytest.raises(Stop, match="TEST_DATABASE_URL"), postgres.server():
        pass

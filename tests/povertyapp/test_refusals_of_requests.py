"""Requests refused before any view, refusals by the database, and what a log line holds."""

import logging

import pytest
from django.db import OperationalError
from django.test import Client

from povertyapp.logs import json_formatter
from tests import factories

pytestmark = pytest.mark.django_db

UNSAFE = "a%00b", "a%1bb", "a%7fb"


@pytest.mark.parametrize(
    "url",
    [
        "/ho-dan/?q={}",
        "/ho-dan/?{}=1",
        "/bao-cao/dien-bien/2021/?standard={}",
        "/api/v1/reports/poverty-flow/?standard={}",
        "/api/v1/households/?q={}",
        "/trung-lap/{}/",
        "/dang-nhap/?next=/{}",
    ],
)
@pytest.mark.parametrize("text", UNSAFE)
def test_a_control_character_in_an_address_is_refused(url, text, log_in, officer):
    assert log_in(officer).get(url.format(text)).status_code == 400


def test_a_tab_pasted_into_a_search_is_a_blank(log_in, officer):
    assert log_in(officer).get("/ho-dan/?q=R%C6%A1%09Ch%C3%A2m").status_code == 200


def test_a_zero_byte_in_a_cookie_is_refused(client):
    client.cookies["sessionid"] = "a\x00bcdefghijk"

    assert client.get("/").status_code == 400


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_what_no_database_holds_is_refused_in_a_posted_form(text, log_in, officer, commune):
    village = factories.VillageFactory(commune=commune)
    household = factories.HouseholdFactory(village=village)
    sent = {"reason": text, "version": 1}
    body = "&".join(
        f"{name}={''.join(f'%{byte:02x}' for byte in str(value).encode('utf-8', 'surrogatepass'))}"
        for name, value in sent.items()
    )

    answer = log_in(officer).post(
        f"/ho-dan/{household.pk}/roi-dia-ban/",
        body,
        content_type="application/x-www-form-urlencoded",
    )

    # A lone surrogate is no UTF-8: Django reads replacement characters, which are plain text.
    assert answer.status_code == (400 if "\x00" in text else 200)


def test_a_zero_byte_in_a_form_with_a_file_is_refused(log_in, officer, commune):
    factories.YearPlanFactory()
    url = f"/chi-tieu/{commune.pk}/de-nghi/?year=2021"

    assert log_in(officer).post(url, {"reason": "a\x00b"}).status_code == 400


def test_a_wrong_name_at_sign_in_is_refused_alike(client):
    assert client.post("/dang-nhap/", {"username": "a\x00b", "password": "x"}).status_code == 400


@pytest.mark.parametrize("text", [r'"a\u0000b"', r'"a\ud800b"', '["x", {"y": "a\\u0000"}]'])
def test_what_no_database_holds_is_refused_in_json(text, api_as, officer):
    answer = api_as(officer).generic(
        "POST", "/api/v1/households/", f'{{"address": {text}}}', content_type="application/json"
    )

    assert answer.status_code == 400


def test_an_escaped_backslash_before_u0000_is_text(api_as, officer):
    answer = api_as(officer).generic(
        "POST", "/api/v1/tokens/", r'{"name": "a\\u0000b"}', content_type="application/json"
    )

    assert "JSON" not in answer.content.decode()


@pytest.mark.parametrize(
    "url", ["/api/v1/directions/1/reports/", "/api/v1/communes/1/target/propose/"]
)
def test_a_zero_byte_in_an_upload_of_the_api_is_refused(url, api_as, officer, commune):
    answer = api_as(officer).post(url.replace("1", str(commune.pk)), {"reason": "a\x00b"})

    assert answer.status_code in {400, 404}


class _Cancelled(Exception):
    sqlstate = "57014"


def out_of_time(*_args, **_kwargs):
    raise OperationalError("canceling statement due to statement timeout") from _Cancelled()


@pytest.mark.parametrize(
    ("url", "view"),
    [
        ("/trung-lap/", "households.views.duplicates.duplicate_pairs"),
        ("/api/v1/duplicates/", "households.api.views.duplicates.duplicate_pairs"),
    ],
)
def test_a_statement_out_of_time_is_answered_with_503(url, view, log_in, officer, monkeypatch):
    monkeypatch.setattr(view, out_of_time)

    answer = log_in(officer).get(url)

    assert answer.status_code == 503
    assert "đang bận" in answer.content.decode()


def test_another_error_of_the_database_stays_an_error(log_in, officer, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OperationalError("no such table")

    monkeypatch.setattr("households.views.duplicates.duplicate_pairs", broken)

    with pytest.raises(OperationalError):
        log_in(officer).get("/trung-lap/")


@pytest.mark.parametrize("url", ["/ho-dan/", "/api/v1/households/"])
def test_a_log_line_holds_no_query(url, log_in, officer, caplog):
    secret = "064056900220"
    with caplog.at_level(logging.INFO):
        log_in(officer).get(url, {"q": secret, "nonsense": secret})
        Client().get(url, {"token": secret})

    lines = [json_formatter().format(record) for record in caplog.records]
    assert any("request" in line for line in lines)
    assert not [line for line in lines if secret in line]


def test_a_personal_number_in_a_path_is_masked(client, caplog):
    with caplog.at_level(logging.INFO):
        client.get("/ho-dan/064056900220/")

    lines = [json_formatter().format(record) for record in caplog.records]
    assert [line for line in lines if "/ho-dan/…/" in line]
    assert not [line for line in lines if "064056900220" in line]

"""Responses shared by all API views."""

import pytest
from django.test import RequestFactory
from rest_framework.exceptions import ParseError
from rest_framework.test import APIClient

from common.api import StrictJSONParser, TooLarge, exception_handler
from common.errors import Conflict, Refused


def parse(body):
    request = RequestFactory().post("/", body, content_type="application/json")
    return StrictJSONParser().parse(request)


def test_json_is_read():
    assert parse('{"tên": "Ia O"}') == {"tên": "Ia O"}


@pytest.mark.parametrize(
    "body",
    [
        '{"a": 1, "a": 2}',
        '{"a": {"b": 1, "b": 1}}',
        '{"a": NaN}',
        '{"a": Infinity}',
        "{",
        "",
        b"\xff\xfe",
        "[" * 100_000,
        r'{"a": "\ud800"}',
        r'{"\ud800": 1, "\ud800": 1}',
    ],
    ids=[
        "twice",
        "twice inside",
        "nan",
        "infinity",
        "cut",
        "empty",
        "not utf-8",
        "deep",
        "half a character",
        "half a character twice",
    ],
)
def test_json_that_makes_no_sense_is_refused(body):
    with pytest.raises(ParseError):
        parse(body)


def test_a_refused_key_can_be_shown():
    with pytest.raises(ParseError) as refused:
        parse(r'{"\ud800": 1, "\ud800": 1}')

    assert str(refused.value).encode()


def test_a_pair_of_escapes_is_one_character():
    assert parse(r'{"a": "\ud83d\ude00"}') == {"a": "😀"}


def test_more_than_any_form_holds_is_refused(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    with pytest.raises(TooLarge):
        parse('{"a": "123"}')


@pytest.mark.parametrize("size", ["0", "-1", "101", "x", "1.5", "٣", "9" * 5000])
def test_a_page_size_that_makes_no_sense_is_refused(db, api_as, labour_office, size):
    answer = api_as(labour_office).get("/api/v1/communes/", {"page_size": size})

    assert answer.status_code == 400


def test_a_refusal_is_400_with_its_sentence_and_field():
    answer = exception_handler(Refused("Không được.", field="name"), {})

    assert answer.status_code == 400
    assert answer.data == {"detail": "Không được.", "code": "refused", "field": "name"}


def test_a_lost_race_is_409_and_says_by_whom():
    answer = exception_handler(Conflict("Đã sửa.", changed_by="Nguyễn Văn A"), {})

    assert answer.status_code == 409
    assert answer.data["changed_by"] == "Nguyễn Văn A"


def test_what_is_not_there_is_told_in_vietnamese(db, api_as, labour_office):
    answer = api_as(labour_office).get("/api/v1/communes/999/")

    assert answer.status_code == 404
    number = answer.headers["X-Request-ID"]
    assert answer.json() == {"detail": "Không tìm thấy.", "request_number": number}


def test_a_stranger_is_asked_for_a_token(db):
    answer = APIClient().get("/api/v1/communes/")

    assert answer.status_code == 401


@pytest.mark.parametrize("address", ["/api/v1/nowhere/", "/api/v1/rounds/null/", "/api/x"])
def test_an_address_that_does_not_exist_is_404_in_json(db, api_as, labour_office, address):
    answer = api_as(labour_office).get(address)

    assert answer.status_code == 404
    number = answer.headers["X-Request-ID"]
    assert answer.json() == {"detail": "Không có địa chỉ này.", "request_number": number}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_method_a_list_does_not_have_is_405(db, api_as, labour_office, method):
    assert getattr(api_as(labour_office), method)("/api/v1/communes/").status_code == 405


def test_the_method_is_not_overridden_by_a_header(db, api_as, labour_office, village):
    answer = api_as(labour_office).post(
        f"/api/v1/villages/{village.pk}/", {}, headers={"X-HTTP-Method-Override": "PUT"}
    )

    assert answer.status_code == 405

"""Responses to errors."""

import json

import pytest
from django.test import RequestFactory

from povertyapp.error_pages import server_error


def test_a_fault_is_json_to_a_program():
    answer = server_error(RequestFactory().get("/api/v1/communes/"))

    assert answer.status_code == 500
    assert json.loads(answer.content).keys() == {"detail"}


@pytest.mark.django_db
def test_a_server_error_is_a_page_for_a_browser():
    answer = server_error(RequestFactory().get("/ho-dan/"))

    assert answer.status_code == 500
    assert answer["Content-Type"].startswith("text/html")

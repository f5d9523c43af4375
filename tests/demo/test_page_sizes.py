"""Pages on a slow line: compressed by the product itself, and small."""

import gzip

import pytest
from django.test import Client

from accounts.models import User
from tests.journeys.test_every_page import PAGES

MOST_BYTES = 16 * 1024
# The dashboard has acts, files and explanations beside each figure, and the table by commune.
MOST_OF_THE_DASHBOARD = int(17.5 * 1024)
GZIP = {"accept-encoding": "gzip"}


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(username=username),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def most_bytes(path: str) -> int:
    is_dashboard = path.startswith("/bang-dieu-hanh/?") or path == "/bang-dieu-hanh/"
    return MOST_OF_THE_DASHBOARD if is_dashboard else MOST_BYTES


@pytest.mark.django_db
@pytest.mark.parametrize("username", PAGES)
def test_every_page_is_compressed_and_small(small_demo, username):
    client = signed_in(username)

    sizes = {path: len(client.get(path, headers=GZIP).content) for path in PAGES[username]}

    assert {path: size for path, size in sizes.items() if size > most_bytes(path)} == {}


@pytest.mark.django_db
def test_a_page_is_compressed_whatever_server_is_in_front(client):
    answer = client.get("/dang-nhap/", headers=GZIP)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "</html>" in gzip.decompress(answer.content).decode()


@pytest.mark.django_db
def test_the_length_of_a_compressed_page_does_not_tell_its_content(client):
    """BREACH compares lengths of equal pages: each has a random number of bytes added."""
    lengths = {len(client.get("/dang-nhap/", headers=GZIP).content) for _ in range(12)}

    assert max(lengths) - min(lengths) >= 10

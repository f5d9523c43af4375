"""Keyset paging over rows ordered by a field and the key."""

import base64
import json

import pytest

from areas.models import EthnicGroup
from common.paging import BadCursor, keyset_page, last_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    # Equal names: the key decides between them.
    EthnicGroup.objects.bulk_create(
        EthnicGroup(
            code_1979=f"{number:02d}",
            code_2009=f"{number:02d}",
            name=f"Nhóm {number}",
            is_minority=True,
            sort_key="abc"[number % 3],
        )
        for number in range(10)
    )
    return EthnicGroup.objects.all()


def page(rows, cursor="", size=4):
    return keyset_page(rows, field="sort_key", cursor=cursor, size=size)


def keys(*pages):
    return [(row.sort_key, row.pk) for found in pages for row in found]


def test_pages_forward_show_every_row_once_in_order(rows):
    first = page(rows)
    second = page(rows, first.next_cursor)
    third = page(rows, second.next_cursor)

    assert [len(first), len(second), len(third)] == [4, 4, 2]
    assert keys(first, second, third) == sorted(keys(rows))
    assert (first.previous_cursor, third.next_cursor) == ("", "")


def test_pages_backward_are_the_pages_forward(rows):
    first = page(rows)
    second = page(rows, first.next_cursor)
    third = page(rows, second.next_cursor)

    back = page(rows, third.previous_cursor)
    start = page(rows, back.previous_cursor)

    assert keys(back) == keys(second)
    assert keys(start) == keys(first)
    assert start.previous_cursor == ""


def test_the_last_page_is_read_from_the_end(rows):
    last = last_page(rows, field="sort_key", size=4)

    assert keys(last) == sorted(keys(rows))[-4:]
    assert last.next_cursor == ""


def test_the_total_is_counted(rows):
    assert page(rows).total == 10
    assert not page(rows).total_is_capped


def test_a_page_of_nothing_is_empty(rows):
    empty = page(rows.none())

    assert (len(empty), empty.total, empty.next_cursor, empty.previous_cursor) == (0, 0, "", "")


def _packed(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "xyz",
        "é",
        _packed([1]),
        _packed({"v": "a"}),
        _packed({"v": "a", "k": "x", "d": "n"}),
        _packed({"v": "a", "k": 1, "d": "sideways"}),
        _packed({"v": "a\x00", "k": 1, "d": "n"}),
        _packed({"v": "\ud800", "k": 1, "d": "n"}),
        _packed({"v": "a", "k": 10**30, "d": "n"}),
        _packed({"v": "a", "k": float("inf"), "d": "n"}),
    ],
)
def test_a_tampered_cursor_is_refused(rows, cursor):
    with pytest.raises(BadCursor):
        page(rows, cursor)


def test_a_cursor_of_another_list_is_refused(rows):
    cursor = page(rows).next_cursor

    with pytest.raises(BadCursor):
        keyset_page(rows, field="pk", cursor=cursor)

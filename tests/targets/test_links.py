"""Addresses of the pages of plans and progress."""

import pytest

from areas.choices import Boundaries
from targets.links import ProgressAddress, commune_year_url, plan_url


@pytest.mark.parametrize(
    ("choices", "query"),
    [
        ({}, "?year=2021"),
        ({"is_minority": True}, "?year=2021&minority=true"),
        ({"commune_id": 7, "order": "-rate"}, "?year=2021&commune=7&order=-rate"),
        ({"boundaries": Boundaries.NEW}, "?year=2021&boundaries=new"),
    ],
)
def test_a_progress_address_contains_the_choices_that_are_not_the_default(choices, query):
    address = ProgressAddress(year=2021, **choices)

    assert address.query == query
    assert address.url == f"/tien-do/{query}"
    assert address.of(3) == f"/tien-do/{query}&commune=3"


def test_a_communes_year_opens_today_or_at_the_end_of_a_month():
    assert commune_year_url(2021, 5) == "/tien-do/xa/5/?year=2021"
    assert commune_year_url(2021, 5, month=3) == "/tien-do/xa/5/?year=2021&month=2021-03"


def test_a_plan_opens_in_its_year():
    assert plan_url(2021) == "/ke-hoach/?year=2021"

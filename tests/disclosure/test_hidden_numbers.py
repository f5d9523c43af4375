"""No reader can work out a hidden number from all that he is given."""

import random

import pytest

from accounts.models import User
from households.rules import small_numbers
from tests import factories
from tests.disclosure.causes_data import give_deprivations, give_reasons
from tests.disclosure.readers import auditor_of


@pytest.fixture
def readers(district) -> dict[str, User]:
    """One of each kind: of other offices, of an old commune, of a unit."""
    return {
        "department": factories.UserFactory(role="DEPARTMENT", department="FINANCE"),
        "administrator": factories.UserFactory(role="ADMINISTRATOR"),
        "officer": factories.UserFactory(officer=True, commune=district.communes["D"]),
        "officer of a unit": factories.UserFactory(officer=True, commune=district.units["CD"]),
    }


def random_causes(district, seed: int) -> None:
    """Give causes whose shares differ by commune, kind and cause, from none to nearly all."""
    chance = random.Random(seed)  # noqa: S311
    shares: dict[object, float] = {}

    def has(record, cause) -> bool:
        key = (cause, record.commune_id, record.is_ethnic_minority)
        usual = shares.setdefault(cause, chance.choice((0.02, 0.15, 0.4, 0.9)))
        share = shares.setdefault(key, min(1, usual * chance.choice((0, 0.5, 1, 1, 2))))
        return chance.random() < share

    give_deprivations(district, has)
    give_reasons(district, has)


def badly_hidden(readers) -> dict[str, list[str]]:
    found = {name: auditor_of(reader).badly_hidden() for name, reader in readers.items()}
    return {name: lines for name, lines in found.items() if lines}


@pytest.mark.parametrize("seed", range(2))
def test_no_hidden_number_of_a_random_district_can_be_worked_out(district, readers, seed):
    random_causes(district, seed)
    auditors = {name: auditor_of(reader) for name, reader in readers.items()}

    assert [name for name, each in auditors.items() if each.badly_hidden()] == []
    assert [name for name, each in auditors.items() if each.small_shown()] == []


def test_the_auditor_notices_numbers_hidden_without_their_complement(
    district, readers, monkeypatch
):
    """Only numbers below five hidden: totals and the other group of units give them away."""
    random_causes(district, 2)
    monkeypatch.setattr(small_numbers, "is_safe", lambda *_, **__: True)
    small_numbers.suppression.cache_clear()
    try:
        assert badly_hidden(readers)
    finally:
        small_numbers.suppression.cache_clear()

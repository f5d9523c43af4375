"""Versions of the procedure: validity, numbers, counting of days."""

import datetime as dt

import pytest

from procedure.choices import Certainty, TermKey
from procedure.models import Holiday, Procedure, ProcedureTerm
from procedure.queries.procedures import NotKnown, terms_on
from procedure.services.reference import load_procedures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference() -> None:
    load_procedures()


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2016-08-15", "TT17-2016"),
        ("2021-08-31", "TT17-2016"),
        ("2021-09-01", "QD24-2021"),
        ("2026-01-01", "QD24-2021"),
    ],
)
def test_the_day_a_step_begins_decides_its_procedure(day, code):
    assert terms_on(dt.date.fromisoformat(day)).procedure.code == code


def test_before_the_first_procedure_there_is_none():
    with pytest.raises(NotKnown, match="14/08/2016"):
        terms_on(dt.date(2016, 8, 14))


def test_numbers_of_the_procedure_of_2021():
    terms = terms_on(dt.date(2021, 11, 1))

    known = [terms.number(key) for key in (TermKey.POSTING_DAYS, TermKey.OPINION_DAYS)]
    assert known == [3, 5]
    assert terms.required(TermKey.AGREE_PERCENT) == 50


def test_a_number_nobody_found_is_asked_for_by_name():
    terms = terms_on(dt.date(2021, 3, 1))

    with pytest.raises(NotKnown, match="Niêm yết công khai"):
        terms.required(TermKey.POSTING_DAYS)


def test_a_time_limit_counts_with_the_holidays():
    terms = terms_on(dt.date(2021, 9, 1))

    assert terms.due(dt.date(2021, 9, 1), TermKey.POSTING_DAYS) == dt.date(2021, 9, 7)
    assert terms.working_days(dt.date(2021, 9, 1), dt.date(2021, 9, 7)) == 3


def test_a_time_limit_of_an_unknown_number_has_no_end():
    terms = terms_on(dt.date(2021, 3, 1))

    assert terms.due(dt.date(2021, 3, 1), TermKey.OPINION_DAYS) is None


def test_loading_again_makes_nothing_and_keeps_what_was_changed():
    term = ProcedureTerm.objects.get(procedure__code="TT17-2016", key=TermKey.POSTING_DAYS)
    term.value, term.certainty = 7, Certainty.VERIFIED
    term.save()

    made = load_procedures()

    term.refresh_from_db()
    assert (made, term.value) == (0, 7)


def test_no_number_claims_to_be_verified_from_the_start():
    assert not ProcedureTerm.objects.filter(certainty=Certainty.VERIFIED).exists()
    assert Procedure.objects.count() == 2
    assert Holiday.objects.filter(day__year=2021).count() == 8

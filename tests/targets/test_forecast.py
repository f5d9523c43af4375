"""The forecast of a plan equals plain loops over the raw rows, at any month."""

import datetime as dt
import math
from fractions import Fraction

import pytest

from households.models import PovertyRecord
from targets.choices import Chance
from targets.models import PathPoint
from targets.queries.backtest import backtest
from targets.queries.forecast import year_forecast
from targets.queries.progress import progress
from targets.words.forecast import headline
from targets.words.verdict import target_sign
from tests import factories
from tests.targets.data import TODAY, listed
from tests.targets.test_months import ENDS, day_moved, day_reviewed, scatter

SEPTEMBER, OCTOBER = dt.date(2021, 9, 10), dt.date(2021, 10, 10)


def plain_counts(records, end):
    """Opening, reviewed, gone and come by a day, in plain loops."""
    opening = [record for record in records if record.opening_status == "POOR"]
    reviewed = sum(day_reviewed(record) <= end for record in opening)
    moved = [record.movement for record in records if day_moved(record) <= end]
    gone = sum(each in {"EXITED_ABOVE", "EXITED_TO_NEAR_POOR", "LEFT"} for each in moved)
    come = sum(each in {"RELAPSED", "FIRST_POOR", "FELL_FROM_NEAR_POOR"} for each in moved)
    return len(opening), reviewed, gone, come


def plain_commune(records, end):
    """Net fall expected at the year's end and its variance, written out again in floats.

    None without a basis.
    """
    opening, reviewed, gone, come = plain_counts(records, end)
    left, net = opening - reviewed, gone - come
    if not left:
        return net, 0
    if reviewed < max(1, min(5, math.ceil(opening / 2))):
        return None
    point = net + net * left / reviewed
    gone = min(gone, reviewed)
    a, b = gone + 0.5, reviewed - gone + 0.5
    spread = left * a * b * (a + b + left) / ((a + b) ** 2 * (a + b + 1))
    return point, spread + (come + 0.5) * left / reviewed * (1 + left / reviewed)


def plain_district(records, end):
    """The sum of the communes; None where one of them has no basis."""
    communes = {record.commune_id for record in records}
    parts = [
        plain_commune([record for record in records if record.commune_id == each], end)
        for each in communes
    ]
    if None in parts:
        return None
    point, deviation = sum(each for each, _ in parts), math.sqrt(sum(each for _, each in parts))
    best = sum(
        opening - reviewed + gone - come
        for opening, reviewed, gone, come in [plain_counts(records, end)]
    )
    low = math.floor(min(point - 1.2816 * deviation + 0.5, point))
    high = math.ceil(point + 1.2816 * deviation - 0.5)
    return round(point, 6), low, max(min(high, best), math.ceil(point))


def as_numbers(forecast):
    return round(float(forecast.point), 6), forecast.low, forecast.high


@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_every_month_is_what_plain_loops_over_the_rows_say(plan, commune, other_commune, seed):
    scatter([commune, other_commune], seed)
    records = list(PovertyRecord.objects.select_related("result__assessment"))
    minority = [record for record in records if record.is_ethnic_minority]

    found = [year_forecast(plan, as_of=TODAY, month=month) for month in range(1, 11)]

    compared = 0
    for each, end in zip(found, ENDS, strict=False):
        for area, rows in ((each.total.everyone, records), (each.total.minority, minority)):
            plain = plain_district(rows, end)
            compared += plain is not None
            assert plain is None or as_numbers(area.forecast) == plain
    assert compared


@pytest.fixture
def autumn(plan, commune, other_commune):
    """Ia O: 4 poor, 3 exited in September, 1 not reviewed. Ia Chia: 2 poor, none reviewed."""
    for _ in range(3):
        listed(commune, exited=True, moved_on=SEPTEMBER)
    waiting = listed(commune, reviewed=False)
    listed(other_commune, reviewed=False)
    listed(other_commune, reviewed=False)
    factories.ExitRegistrationFactory(plan=plan, household=waiting.household)
    return plan


def test_today_the_forecast_is_the_projection_of_the_progress_page(autumn, commune):
    found = year_forecast(autumn, as_of=TODAY)

    shown = progress(autumn, as_of=TODAY)
    own = next(row for row in shown.communes if row.pk == commune.pk)
    assert found.of(commune.pk).everyone.point == own.everyone.forecast.point == 4
    assert found.total.everyone.year_end == shown.total.everyone.year_end
    assert (found.month, found.is_present) == (11, True)


def test_a_commune_that_has_reviewed_none_has_no_forecast(autumn, other_commune):
    found = year_forecast(autumn, as_of=TODAY)

    own = found.of(other_commune.pk).everyone
    assert (own.forecast, own.chance) == (None, Chance.NO_BASIS)
    assert headline(own.year_end, own.target, days_left=29) == (
        "Chưa có căn cứ dự báo: chưa rà soát hộ nào, còn 29 ngày"
    )


def test_in_the_district_it_counts_at_the_districts_rates(autumn):
    """All reviewed households exited, none of them registered; nor are the two of Ia Chia."""
    made = year_forecast(autumn, as_of=TODAY).total.everyone.forecast

    assert (made.borrowed, made.point) == (2, 4 + 2)


def test_the_worst_commune_stands_first(autumn, commune, other_commune):
    listed(other_commune, relapsed=True, moved_on=OCTOBER)

    found = year_forecast(autumn, as_of=TODAY)

    assert [row.commune.pk for row in found.communes] == [other_commune.pk, commune.pk]
    assert [row.pk for row in found.progress.communes] == [other_commune.pk, commune.pk]
    assert found.communes[0].everyone.chance == Chance.NO_BASIS


def test_an_earlier_month_knows_nothing_of_what_came_later(autumn, commune):
    found = year_forecast(autumn, as_of=TODAY, month=8)

    own = found.of(commune.pk).everyone
    assert (own.forecast, own.what_ifs.named) == (None, None)
    assert target_sign(own.year_end, own.target).word == "Chưa có căn cứ dự báo"
    assert (found.as_of, found.is_present) == (dt.date(2021, 8, 31), False)


def test_what_if_the_named_households_exit(autumn, commune, other_commune):
    found = year_forecast(autumn, as_of=TODAY)

    assert found.of(commune.pk).everyone.what_ifs.named == 4
    assert found.of(other_commune.pk).everyone.what_ifs.named is None
    assert found.total.everyone.what_ifs.named == 4
    assert found.of(commune.pk).everyone.what_ifs.last_year is None
    assert not found.has_last_year


def test_what_if_relapses_come_as_last_year(plan, commune):
    before = [
        listed(commune, year=2020, reviewed=False),
        listed(commune, year=2020, relapsed=True, reviewed=False),
    ]
    form = factories.AssessmentFactory(household=before[0].household, approved=True)
    factories.PovertyRecordFactory(
        household=before[0].household,
        exited=True,
        moved_on=SEPTEMBER,
        result=factories.ResultFactory(assessment=form),
    )
    factories.PovertyRecordFactory(household=before[1].household)
    factories.ExitRegistrationFactory(plan=plan, household=before[1].household)

    found = year_forecast(plan, as_of=TODAY)

    own = found.of(commune.pk).everyone.what_ifs
    assert (own.named, own.last_year, own.both) == (2, 1, 1)
    assert found.has_last_year


def test_the_path_says_how_much_was_due(autumn, commune):
    PathPoint.objects.create(plan=autumn, month=11, share="0.5")

    found = year_forecast(autumn, as_of=TODAY)

    # Half of November has passed: half of the way from October (10/22) to half.
    assert found.planned_share == (Fraction(10, 22) + Fraction(1, 2)) / 2
    assert found.of(commune.pk).everyone.planned == 3 * found.planned_share
    assert found.progress.planned_share == found.planned_share


def test_at_a_months_end_the_path_is_that_of_the_month(autumn):
    found = year_forecast(autumn, as_of=TODAY, month=9)

    assert found.planned_share == Fraction(9, 12)


def test_without_a_target_there_is_no_chance(autumn, commune):
    autumn.commune_targets.update(fall=0, em_fall=0)

    row = year_forecast(autumn, as_of=TODAY).of(commune.pk).everyone

    assert (row.chance, target_sign(row.year_end, row.target).word, row.planned) == (
        None,
        "Chưa giao chỉ tiêu",
        None,
    )


def test_the_number_of_queries_does_not_grow(autumn, commune, django_assert_num_queries):
    listed(commune)

    with django_assert_num_queries(12):
        year_forecast(autumn, as_of=TODAY)


def test_past_years_are_held_against_what_came(plan, commune):
    form_day = {"moved_on": dt.date(2020, 9, 10), "year": 2020}
    listed(commune, exited=True, **form_day)
    listed(commune, left=True, reviewed=False, moved_on=dt.date(2020, 12, 1), year=2020)

    found = backtest(plan)

    assert found.years == [2020]
    assert [month.month for month in found.months] == [9, 10, 11]
    assert (found.communes.made, found.communes.mean_error, found.communes.inside) == (3, 0, 1)
    assert found.district == found.communes


def test_without_a_past_year_nothing_is_tested(plan, commune, django_assert_num_queries):
    listed(commune)

    with django_assert_num_queries(1):
        found = backtest(plan)

    assert (found.years, found.months, found.communes.made) == ([], [], 0)

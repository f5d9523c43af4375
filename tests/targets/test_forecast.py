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
from targets.words.forecast import chance_word
from tests import factories
from tests.targets.data import TODAY, listed
from tests.targets.test_months import ENDS, day_moved, day_reviewed, scatter

SEPTEMBER, OCTOBER = dt.date(2021, 9, 10), dt.date(2021, 10, 10)


def plain_forecast(records, end):
    """Net fall expected at the year's end and its bounds, written out again in floats."""
    opening = [record for record in records if record.opening_status == "POOR"]
    reviewed = sum(day_reviewed(record) <= end for record in opening)
    moved = [record.movement for record in records if day_moved(record) <= end]
    gone = sum(each in {"EXITED_ABOVE", "EXITED_TO_NEAR_POOR", "LEFT"} for each in moved)
    come = sum(each in {"RELAPSED", "FIRST_POOR", "FELL_FROM_NEAR_POOR"} for each in moved)
    if not reviewed:
        return None
    left, net = len(opening) - reviewed, gone - come
    point = net + net * left / reviewed
    gone = min(gone, reviewed)
    a, b = gone + 0.5, reviewed - gone + 0.5
    spread = left * a * b * (a + b + left) / ((a + b) ** 2 * (a + b + 1))
    spread += (come + 0.5) * left / reviewed * (1 + left / reviewed)
    reach = 1.2816 * math.sqrt(spread)
    high = max(min(math.ceil(point + reach), net + left), math.ceil(point))
    return round(point, 6), math.floor(point - reach), high


def as_numbers(forecast):
    if forecast is None:
        return None
    return round(float(forecast.point), 6), forecast.low, forecast.high


@pytest.mark.parametrize("seed", [11, 12, 13, 14])
def test_every_month_is_what_plain_loops_over_the_rows_say(plan, commune, other_commune, seed):
    scatter([commune, other_commune], seed)
    records = list(PovertyRecord.objects.select_related("result__assessment"))
    minority = [record for record in records if record.is_ethnic_minority]

    found = [year_forecast(plan, as_of=TODAY, month=month) for month in range(1, 12)]

    made = [as_numbers(each.total.everyone.forecast) for each in found]
    made_minority = [as_numbers(each.total.minority.forecast) for each in found]
    assert made == [plain_forecast(records, end) for end in ENDS]
    assert made_minority == [plain_forecast(minority, end) for end in ENDS]


@pytest.fixture
def autumn(plan, commune, other_commune):
    """Ia O: 3 poor, 2 exited in September, 1 not reviewed. Ia Chia: 2 poor, none reviewed."""
    listed(commune, exited=True, moved_on=SEPTEMBER)
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
    assert found.of(commune.pk).everyone.point == own.everyone.figures.projected_net_fall == 3
    assert found.total.everyone.point == shown.total.everyone.figures.projected_net_fall
    assert (found.month, found.is_present) == (11, True)


def test_a_commune_that_has_reviewed_none_is_expected_to_go_as_the_district(autumn, other_commune):
    row = year_forecast(autumn, as_of=TODAY).of(other_commune.pk).everyone

    assert (row.point, row.forecast.by_district) == (2, True)


def test_the_worst_commune_stands_first(autumn, commune, other_commune):
    listed(other_commune, relapsed=True, moved_on=OCTOBER)

    found = year_forecast(autumn, as_of=TODAY)

    assert [row.commune.pk for row in found.communes] == [other_commune.pk, commune.pk]
    assert found.communes[0].everyone.chance == Chance.UNLIKELY
    assert chance_word(found.communes[1].everyone) == "Nhiều khả năng đạt"


def test_an_earlier_month_knows_nothing_of_what_came_later(autumn, commune):
    found = year_forecast(autumn, as_of=TODAY, month=8)

    own = found.of(commune.pk).everyone
    assert (own.forecast, chance_word(own), own.what_ifs.named) == (None, "Chưa dự báo được", None)
    assert (found.as_of, found.is_present) == (dt.date(2021, 8, 31), False)


def test_what_if_the_named_households_exit(autumn, commune, other_commune):
    found = year_forecast(autumn, as_of=TODAY)

    assert found.of(commune.pk).everyone.what_ifs.named == 3
    assert found.of(other_commune.pk).everyone.what_ifs.named == 0
    assert found.total.everyone.what_ifs.named == 3
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

    found = year_forecast(plan, as_of=TODAY)

    own = found.of(commune.pk).everyone.what_ifs
    assert (own.named, own.last_year, own.both) == (1, 1, 0)
    assert found.has_last_year


def test_the_path_says_how_much_was_due(autumn, commune):
    PathPoint.objects.create(plan=autumn, month=11, share="0.5")

    assert year_forecast(autumn, as_of=TODAY).of(commune.pk).everyone.planned == Fraction(3, 2)


def test_without_a_target_there_is_no_chance(autumn, commune):
    autumn.commune_targets.update(fall=0, em_fall=0)

    row = year_forecast(autumn, as_of=TODAY).of(commune.pk).everyone

    assert (row.chance, chance_word(row), row.planned) == (None, "Chưa giao chỉ tiêu", None)


def test_the_number_of_queries_does_not_grow(autumn, commune, django_assert_num_queries):
    listed(commune)

    with django_assert_num_queries(13):
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

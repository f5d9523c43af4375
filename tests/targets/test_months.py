"""The months of the poor list, recounted from raw rows."""

import datetime as dt
import random

import pytest

from households.choices import Movement, PovertyStatus
from households.models import PovertyRecord
from households.queries.poor_list import poverty_flow
from targets.queries.months import months
from targets.rules.months import MonthCounts, Moves, in_month, monthly
from tests.targets.data import TODAY, listed

EARLIER = dt.date(2021, 9, 10)


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({"was_listed": True, "is_listed": True}, (1, 0, 0, 1)),
        ({"was_listed": True, "is_listed": True, "reviewed_in": 2}, (1, 1, 0, 1)),
        ({"was_listed": True, "kind": "exits", "moved_in": 2, "reviewed_in": 2}, (1, 1, 1, 0)),
        ({"was_listed": True, "kind": "exits", "moved_in": 3, "reviewed_in": 2}, (1, 1, 0, 1)),
        ({"is_listed": True, "kind": "relapsed", "moved_in": 2}, (0, 0, 0, 1)),
        ({"is_listed": True, "kind": "relapsed", "moved_in": 3}, (0, 0, 0, 0)),
    ],
)
def test_a_household_counts_from_the_month_it_moved(moves, expected):
    february = monthly([Moves(households=1, **moves)], 3)[1]

    assert (february.opening, february.reviewed, february.exits, february.closing) == expected


def test_a_month_opens_with_the_closing_of_the_one_before():
    moves = [
        Moves(households=5, was_listed=True, is_listed=True),
        Moves(households=2, was_listed=True, kind="exits", moved_in=1, reviewed_in=1),
        Moves(households=1, is_listed=True, kind="new_poor", moved_in=2),
    ]

    found = monthly(moves, 2)

    assert in_month(found, 1) == MonthCounts(opening=7, reviewed=2, exits=2, closing=5)
    assert in_month(found, 2) == MonthCounts(opening=5, new_poor=1, closing=6)


def test_the_months_of_a_commune_and_of_the_district(plan, commune, other_commune):
    listed(commune, exited=True, moved_on=EARLIER)
    listed(commune, relapsed=True, moved_on=TODAY, kinh=True)
    listed(other_commune, reviewed=False)

    found = months(plan, as_of=TODAY)

    assert (found.until, len(found.total.everyone)) == (11, 11)
    september, november = (found.of(commune.pk).everyone[month - 1] for month in (9, 11))
    assert (september.exits, september.relapsed, september.closing) == (1, 0, 0)
    assert (november.exits, november.relapsed, november.closing) == (1, 1, 1)
    assert found.of(commune.pk).minority[10].relapsed == 0
    assert found.total.everyone[10].opening == 2
    assert found.of(0).everyone[10] == MonthCounts()


def test_what_is_dated_outside_the_year_so_far_counts_at_its_ends(plan, commune):
    listed(commune, left=True, reviewed=False, moved_on=dt.date(2020, 12, 30))
    listed(commune, exited=True, moved_on=dt.date(2021, 12, 24))
    listed(commune, left=True, reviewed=False)

    found = months(plan, as_of=TODAY).total.everyone

    assert (found[0].other_out, found[0].reviewed) == (2, 2)
    assert (found[9].exits, found[10].exits) == (0, 1)


def test_a_form_approved_late_in_the_evening_counts_on_the_local_day(plan, commune):
    record = listed(commune)
    assessment = record.result.assessment
    assessment.approved_at = dt.datetime(2021, 9, 30, 18, tzinfo=dt.UTC)
    assessment.save()

    found = months(plan, as_of=TODAY).total.everyone

    assert (found[8].reviewed, found[9].reviewed) == (0, 1)


def test_an_earlier_month_is_the_year_cut_short(plan, commune):
    listed(commune, exited=True, moved_on=EARLIER)

    found = months(plan, as_of=TODAY)

    assert found.up_to(12) is found
    assert (found.up_to(8).as_of, found.up_to(8).until) == (dt.date(2021, 8, 31), 8)
    assert found.up_to(8).total.everyone[-1].exits == 0
    assert found.up_to(9).of(commune.pk).everyone[-1].exits == 1


def test_a_merged_commune_counts_under_what_it_became(plan, commune, other_commune):
    listed(commune)
    listed(other_commune)

    found = months(plan, as_of=TODAY).regrouped({other_commune.pk: commune.pk})

    assert found.of(commune.pk).everyone[-1].opening == 2


def test_one_query_whatever_the_number(plan, commune, other_commune, django_assert_num_queries):
    listed(commune, exited=True)
    listed(other_commune)

    with django_assert_num_queries(1):
        months(plan, as_of=TODAY)


KINDS = ["plain", "exited", "near_poor_exit", "left", "relapsed", "first_poor", "fallen"]


def scatter(communes, seed, number=40):
    """Records of every kind on random days, reviewed or not."""
    dice = random.Random(seed)  # noqa: S311
    for _ in range(number):
        kind, day = dice.choice(KINDS), dt.date(2021, dice.randint(1, 11), dice.randint(1, 15))
        facts = {} if kind == "plain" else {kind: True, "moved_on": dice.choice([day, None])}
        reviewed = kind not in {"plain", "left"} or dice.random() < 0.5
        record = listed(dice.choice(communes), kinh=dice.random() < 0.3, reviewed=reviewed, **facts)
        if record.result:
            form = record.result.assessment
            form.approved_at = dt.datetime.combine(day, dt.time(3), tzinfo=dt.UTC)
            form.cleared_on = dice.choice([None, day])
            form.save()


def day_reviewed(record):
    """Return the day on which one record was reviewed; a record not reviewed comes last."""
    days = []
    if record.result:
        form = record.result.assessment
        days.append(form.cleared_on or (form.approved_at + dt.timedelta(hours=7)).date())
    gone = (Movement.EXITED_ABOVE, Movement.EXITED_TO_NEAR_POOR, Movement.LEFT)
    if record.movement in gone and record.moved_on:
        days.append(record.moved_on)
    if not (record.result or record.has_left):
        return dt.date.max
    return min(days, default=dt.date.min)


def day_moved(record):
    if record.moved_on:
        return record.moved_on
    if record.result:
        form = record.result.assessment
        return form.cleared_on or (form.approved_at + dt.timedelta(hours=7)).date()
    return dt.date.min


def recount(records, until):
    """Counts of one month's end by a plain loop over the records."""
    poor = PovertyStatus.POOR
    opening = [record for record in records if record.opening_status == poor]
    moved = [record.movement for record in records if day_moved(record) <= until]
    exits = [each for each in moved if each.startswith("EXITED")]
    new = [each for each in moved if each in {Movement.FIRST_POOR, Movement.FELL_FROM_NEAR_POOR}]
    falls = len(exits) + moved.count(Movement.LEFT)
    gains = moved.count(Movement.RELAPSED) + len(new)
    return MonthCounts(
        opening=len(opening),
        reviewed=sum(day_reviewed(record) <= until for record in opening),
        exits=len(exits),
        other_out=moved.count(Movement.LEFT),
        relapsed=moved.count(Movement.RELAPSED),
        new_poor=len(new),
        closing=len(opening) - falls + gains,
    )


ENDS = [dt.date(2021, month + 1, 1) - dt.timedelta(days=1) for month in range(1, 11)] + [TODAY]


@pytest.mark.parametrize("seed", range(6))
def test_every_month_is_what_a_plain_recount_says(plan, commune, other_commune, seed):
    scatter([commune, other_commune], seed)
    records = list(PovertyRecord.objects.select_related("result__assessment"))

    found = months(plan, as_of=TODAY)

    own = [record for record in records if record.commune_id == commune.pk]
    minority = [record for record in records if record.is_ethnic_minority]
    assert list(found.total.everyone) == [recount(records, end) for end in ENDS]
    assert list(found.total.minority) == [recount(minority, end) for end in ENDS]
    assert list(found.of(commune.pk).everyone) == [recount(own, end) for end in ENDS]
    assert all(month.balances for month in found.total.everyone)


@pytest.mark.parametrize("seed", range(3))
def test_the_last_month_is_the_flow_table(plan, commune, other_commune, seed):
    scatter([commune, other_commune], seed)

    found = months(plan, as_of=TODAY)

    flows = poverty_flow(year=2021, standard=plan.standard)
    assert {**found.communes}.keys() == flows.keys()
    for_all = {key: area.everyone[-1] for key, area in found.communes.items()}
    assert for_all == {key: as_month(flow.everyone) for key, flow in flows.items()}
    assert found.of(commune.pk).minority[-1] == as_month(flows[commune.pk].minority)


def as_month(flow):
    names = ["opening", "reviewed", "exits", "other_out", "relapsed", "new_poor", "other_in"]
    numbers = {name: getattr(flow, name) for name in [*names, "first_year", "closing"]}
    return MonthCounts(**numbers)


def test_a_plan_not_yet_begun_has_its_first_month(plan):
    found = months(plan, as_of=dt.date(2020, 12, 1))

    assert (found.until, found.as_of) == (1, dt.date(2021, 1, 1))

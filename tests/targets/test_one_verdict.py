"""The verdict for any data: the same on all surfaces, monotone, never better than its probability."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from targets.choices import Chance, GoalCode
from targets.models import CommuneTarget, Goal
from targets.pages.at_risk import risk_list
from targets.pages.outlook import forecast_lines
from targets.pages.own_commune import own_commune
from targets.queries.forecast import year_forecast
from targets.queries.own_year import own_year
from targets.queries.progress import progress
from targets.rules.forecast import Forecast, forecast_of
from targets.rules.months import MonthCounts
from targets.rules.strata import AreaYear, Pending, strata_of
from targets.rules.verdict import WORST_FIRST, chance, urgency
from targets.words.forecast import headline
from targets.words.overview import overview
from targets.words.verdict import line_sign
from tests import factories
from tests.targets.data import TODAY, listed

SEPTEMBER = TODAY.replace(month=9, day=10)
LEAST = {Chance.MET: 0.9, Chance.SURE: 0.9, Chance.LIKELY: 0.6}
communes = st.fixed_dictionaries(
    {
        "exited": st.integers(0, 6),
        "stayed": st.integers(0, 4),
        "unknown": st.integers(0, 4),
        "relapsed": st.integers(0, 2),
        "target": st.integers(0, 9),
    }
)


@st.composite
def areas(draw):
    opening = draw(st.integers(1, 120))
    reviewed = draw(st.integers(0, opening))
    exits = draw(st.integers(0, reviewed))
    gains = draw(st.integers(0, 20))
    pending = draw(st.integers(0, opening - reviewed))
    return AreaYear(
        counts=MonthCounts(opening=opening, reviewed=reviewed, exits=exits, relapsed=gains),
        pending=Pending(reviewed=pending, falls=draw(st.integers(0, pending))),
    )


def foretold(*found: AreaYear) -> Forecast | None:
    return forecast_of(strata_of(list(found)))


@given(st.lists(areas(), min_size=1, max_size=6), st.integers(-12, 12))
def test_the_verdict_is_never_better_than_its_probability(found, above):
    made = foretold(*found)
    target = max(1, above + (int(made.point) if made else 20))

    verdict = chance(made, target)

    probability = 0 if made is None else made.probability(target)
    assert probability >= LEAST.get(verdict, 0) - 0.005
    assert (verdict == Chance.NO_BASIS) == (made is None)


@given(areas(), st.integers(1, 120))
def test_one_more_exit_never_lowers_the_verdict(area, target):
    """The same list, with one household reviewed out of poverty instead of reviewed and poor."""
    counts = area.counts
    if counts.exits == counts.reviewed:
        return
    more = replace(area, counts=replace(counts, exits=counts.exits + 1))

    before, after = chance(foretold(area), target), chance(foretold(more), target)

    assert WORST_FIRST.index(after) >= WORST_FIRST.index(before)


@given(areas(), st.integers(1, 120), st.integers(0, 20))
def test_a_higher_target_is_never_more_likely(area, target, more):
    made = foretold(area)

    low, high = chance(made, target), chance(made, target + more)

    assert WORST_FIRST.index(high) <= WORST_FIRST.index(low)


@given(st.lists(st.tuples(areas(), st.integers(1, 60)), min_size=2, max_size=6))
def test_lists_are_sorted_from_the_worst_verdict_to_the_best(found):
    def key(area: AreaYear, target: int):
        made = foretold(area)
        lead = 0.0 if made is None else made.lead(target)
        return urgency(chance(made, target), lead=lead, remaining=1, target=target)

    ordered = sorted(found, key=lambda pair: key(*pair))

    ranks = [WORST_FIRST.index(chance(foretold(area), target)) for area, target in ordered]
    assert ranks == sorted(ranks)


def build(commune, given_):
    for _ in range(given_["exited"]):
        listed(commune, exited=True, moved_on=SEPTEMBER)
    for _ in range(given_["stayed"]):
        listed(commune)
    for _ in range(given_["unknown"]):
        listed(commune, reviewed=False)
    for _ in range(given_["relapsed"]):
        listed(commune, relapsed=True, moved_on=SEPTEMBER)
    CommuneTarget.objects.filter(commune=commune).update(
        households=60, poor=30, fall=given_["target"], em_fall=0
    )


def workbook_words(client) -> dict[str, str]:
    """The verdicts of the downloaded summary by place, and of the goal of the net fall."""
    file = client.get("/bao-cao/tong-hop-huyen/2021/")
    book = load_workbook(BytesIO(b"".join(file.streaming_content)), data_only=True)
    rows = list(book["Theo xã"].iter_rows(values_only=True))
    goals = list(book["Mục tiêu"].iter_rows(values_only=True))
    found = {row[1]: row[-1] for row in rows if isinstance(row[1], str)}
    label = Goal(code=GoalCode.POOR_FALL).label
    return found | {"goal": next(row[8] for row in goals if row[1] == label)}


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a failing district is small already
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(first=communes, second=communes, goal=st.integers(1, 12))
def test_every_surface_gives_the_same_verdict(
    plan, commune, other_commune, client, reader, first, second, goal
):
    with transaction.atomic():
        build(commune, first)
        build(other_commune, second)
        Goal.objects.filter(code=GoalCode.POOR_FALL).update(value=goal)
        compare(plan, client, reader, goal)
        transaction.set_rollback(True)


def compare(plan, client, reader, goal):
    """Compare page queries, API answers and the workbook of a plan."""
    found = progress(plan, as_of=TODAY)
    ahead = year_forecast(plan, as_of=TODAY)
    api = client.get("/api/v1/progress/").json()
    forecast_api = client.get("/api/v1/progress/forecast/").json()
    book = workbook_words(client)
    total = found.total.everyone
    said = overview(found)

    assert found.goal(GoalCode.POOR_FALL).chance == total.chance or total.chance is None
    assert said.answer == headline(total.year_end, goal) or total.chance is None
    assert api["answer"] == client.get("/api/v1/dashboard/").json()["answer"] == said.answer
    assert api["total"]["chance"] == forecast_api["total"]["all"]["chance"] == total.chance
    assert book["Toàn huyện"] == line_sign(total).word
    assert [row["commune"] for row in forecast_api["communes"]] == [
        row.pk for row in found.communes
    ]
    risky = [row.name for row in risk_list(found, {}).rows]
    assert risky == [row.full_name for row in found.communes if row.everyone.is_at_risk]
    lines = {line.row.commune.pk: line.sign for line in forecast_lines(ahead, user=reader)}
    for row, now in zip(found.communes, api["communes"], strict=True):
        own = own_year(plan, row.pk, as_of=TODAY).figures
        sign = line_sign(row.everyone, is_due=found.planned_share > 0)
        assert now["chance"] == row.everyone.chance
        assert lines[row.pk] == sign == own_commune(own, planned_share=found.planned_share).sign
        assert book[row.full_name] == sign.word


@pytest.fixture
def reader(client):
    """The district's leader, signed in."""
    leader = factories.UserFactory(leader=True)
    client.force_login(leader)
    return leader

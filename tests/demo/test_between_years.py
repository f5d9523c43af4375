"""On the demo: a mixed household changes its head, others move and split before 2022 is opened."""

import datetime as dt
import uuid
from dataclasses import asdict, replace

import pytest

from areas.models import EthnicGroup, Village
from common.clock import now
from households import number_checks
from households.choices import Relation
from households.models import (
    Assessment,
    FrozenPopulation,
    PovertyRecord,
    PovertyStandard,
    Round,
)
from households.queries.poor_list import poverty_flow
from households.rules.register import household_facts, member_facts
from households.services.life.events import Occasion
from households.services.life.heads import change_head
from households.services.life.move import move_between_communes
from households.services.life.split import SplitPlan, split_household
from households.services.register import update_household
from households.services.rounds import record_closed_round
from povertyapp.number_checks import history
from targets.models import YearPlan
from targets.queries.rows import BaselineFigures
from targets.services.baseline import CommuneBaseline, create_plan
from tests.demo.test_work_on_demo import check_numbers, officer_of

IA_CHIA = "23788"
NOVEMBER, JANUARY = dt.date(2021, 11, 1), dt.date(2022, 1, 20)


def occasion(household, on):
    return Occasion(
        client_id=uuid.uuid4(),
        on=on,
        by=officer_of(household.commune),
        at=now(),
        today=max(on, dt.date(2021, 11, 15)),
    )


@pytest.fixture
def poor(small_demo):
    """Three poor households of several members without a form in progress, in one order."""
    at_work = Assessment.objects.at_work().values("household")
    records = PovertyRecord.objects.filter(
        year=2021,
        standard=YearPlan.objects.get(year=2021).standard,
        status="POOR",
        opening_status="POOR",
        has_left=False,
        is_ethnic_minority=True,
        household__member_count__gte=3,
    )
    found = records.exclude(household__in=at_work).exclude(commune__code=IA_CHIA).order_by("pk")
    return [record.household for record in found[:3]]


def give_a_kinh_head(household):
    """Correct the ethnicity of the second member and make them the head."""
    kinh = EthnicGroup.objects.filter(is_minority=False).first()
    roster = member_facts(household.members.order_by("position", "pk"), household.head_id)
    roster[1] = replace(roster[1], ethnicity_id=kinh.pk)
    household = update_household(
        household_id=household.pk,
        version=household.version,
        facts=household_facts(household),
        members=roster,
        by=officer_of(household.commune),
        at=now(),
        today=dt.date(2021, 11, 15),
    )
    people = list(household.members.order_by("position"))
    change_head(
        household_id=household.pk,
        version=household.version,
        head=people[1].pk,
        relations={one.pk: Relation.OTHER_RELATIVE for one in people},
        occasion=occasion(household, NOVEMBER),
    )


def test_another_head_is_lawful_and_its_mark_follows(poor):
    give_a_kinh_head(poor[0])

    record = PovertyRecord.objects.get(
        household=poor[0], year=2021, standard=YearPlan.objects.get(year=2021).standard
    )
    assert (record.opened_as_minority, record.is_ethnic_minority) == (True, False)
    check_numbers()


def close_2021(by):
    Assessment.objects.at_work().delete()
    for round_ in Round.objects.filter(year=2021):
        record_closed_round(round_id=round_.pk, version=round_.version, by=by, at=now())


def open_2022(standard, by):
    flows = poverty_flow(year=2021, standard=standard)
    communes = [
        CommuneBaseline(
            commune_id=row.commune_id,
            figures=BaselineFigures(
                households=row.households,
                poor=flows[row.commune_id].everyone.closing if row.commune_id in flows else 0,
                em_households=row.em_households,
                em_poor=flows[row.commune_id].minority.closing if row.commune_id in flows else 0,
            ),
        )
        for row in FrozenPopulation.objects.filter(year=2021)
    ]
    rows = [asdict(one.figures) for one in communes]
    whole = BaselineFigures(**{name: sum(row[name] for row in rows) for name in rows[0]})
    create_plan(
        year=2022,
        district=YearPlan.objects.get(year=2021).district,
        standard=standard,
        baseline=whole,
        source="Kết quả rà soát năm 2021",
        by=by,
        communes=communes,
    )


def totals(year, standard):
    flows = poverty_flow(year=year, standard=standard).values()
    return [
        (sum(one.everyone.opening for one in flows), sum(one.minority.opening for one in flows)),
        (sum(one.everyone.closing for one in flows), sum(one.minority.closing for one in flows)),
    ]


def assert_silent():
    """No check of the register, the lists and the histories finds anything, before or after."""
    checks = (*number_checks.CHECKS, *history.CHECKS)
    for year in (2021, 2022):
        assert [f"{one.title}: {what}" for one in checks for what in one.problems(year)] == []


def test_what_happens_before_the_year_is_opened_is_in_its_list(poor):
    standard = YearPlan.objects.get(year=2021).standard
    by = officer_of(poor[0].commune)
    give_a_kinh_head(poor[0])
    close_2021(by)
    village = Village.objects.filter(commune__code=IA_CHIA).first()
    move_between_communes(
        household_id=poor[1].pk,
        version=poor[1].version,
        village_id=village.pk,
        address="",
        occasion=occasion(poor[1], JANUARY),
    )
    leaving = poor[2].members.exclude(pk=poor[2].head_id).first()
    split_household(
        household_id=poor[2].pk,
        version=poor[2].version,
        split=SplitPlan(members=(leaving.pk,), head=leaving.pk, village_id=poor[2].village_id),
        occasion=occasion(poor[2], JANUARY),
    )

    open_2022(standard, by)

    closing, opening = totals(2021, standard)[1], totals(2022, standard)[0]
    assert opening == closing
    assert totals(2022, standard)[1] == (closing[0] + 1, closing[1] + 1)
    flows = poverty_flow(year=2022, standard=standard).values()
    assert sum(flow.everyone.other_in for flow in flows) == 2
    assert sum(flow.everyone.other_out for flow in flows) == 1
    assert_silent()


def test_a_change_of_standard_is_lawful(small_demo):
    """A year under another standard opens with what the year before found under it."""
    plan = YearPlan.objects.get(year=2021)
    by = officer_of(Village.objects.first().commune)
    tried = PovertyRecord.objects.filter(year=2021).exclude(standard=plan.standard)
    new = PovertyStandard.objects.get(pk__in=tried.values("standard").distinct())
    close_2021(by)

    open_2022(new, by)

    assert_silent()

"""The demo is consistent, and agrees with the known facts about Ia Grai."""

import datetime as dt
from io import StringIO

from django.core.management import call_command

from accounts.models import User
from areas.models import Commune, Village
from correspondence.models import Thread
from demo.plan import FULL, small
from households.choices import AssessmentState, Movement, PovertyStatus, RoundKind, RoundState
from households.models import Assessment, Household, Member, PovertyRecord, PovertyStandard, Round
from households.queries.poor_list import poverty_flow
from households.rules.citizen_numbers import doubts
from households.services.opening import open_year


def total(name: str) -> int:
    return sum(getattr(plan, name) for plan in FULL)


def test_the_full_demo_has_exactly_the_published_totals():
    names = ("households", "poor", "em_households", "em_poor", "fall", "em_fall")

    totals = [total(name) for name in names]

    assert totals == [27_771, 897, 11_840, 693, 250, 193]


def test_communes_above_the_average_are_to_fall_by_more_than_1_2_points():
    above = [plan for plan in FULL if plan.poor * 27_771 > 897 * plan.households]

    slow = [plan.slug for plan in above if plan.fall * 1000 <= plan.households * 12]

    assert 0 < len(above) < 13
    assert slow == []


def test_ia_o_has_its_known_numbers():
    ia_o = next(plan for plan in FULL if plan.slug == "ia-o")

    known = (ia_o.households, ia_o.poor, ia_o.near_poor)

    assert known == (2_678, 120, 370)


def test_households_of_each_commune_are_those_of_the_plan(small_demo):
    residents = Household.objects.filter(arrived_on=None)

    counted = {plan.code: residents.filter(commune__code=plan.code).count() for plan in small()}

    assert counted == {plan.code: plan.households for plan in small()}


def test_the_district_has_131_villages_and_13_communes(small_demo):
    counts = (Commune.objects.count(), Village.objects.count())

    assert counts == (13, 131)


def test_every_movement_occurs_in_2021(small_demo):
    movements = PovertyRecord.objects.filter(year=2021).values_list("movement", flat=True)

    assert set(movements) == set(Movement.values)


def test_forms_of_every_state_wait_to_be_worked_on(small_demo):
    states = Assessment.objects.filter(round__year=2021).values_list("state", flat=True)

    assert set(states) == set(AssessmentState.values)


def test_2020_is_closed_and_2021_open(small_demo):
    states = set(Round.objects.values_list("year", "kind", "state"))

    assert states == {
        (2020, RoundKind.YEAR_END, RoundState.CLOSED),
        (2021, RoundKind.YEAR_END, RoundState.OPEN),
        (2021, RoundKind.IN_YEAR, RoundState.OPEN),
    }


def test_2021_is_opened_from_the_lists_of_2020(small_demo):
    standard = PovertyStandard.objects.get(code="VN-2016-2020")

    added = open_year(year=2021, standard=standard, by=None)

    assert added == 0


def test_the_flow_of_each_commune_balances(small_demo):
    standard = PovertyStandard.objects.get(code="VN-2016-2020")

    flows = poverty_flow(year=2021, standard=standard)

    assert len(flows) == 13
    assert [flow for flow in flows.values() if not flow.everyone.balances] == []
    assert [flow for flow in flows.values() if not flow.minority.balances] == []


def test_one_commune_has_reviewed_nothing_yet(small_demo):
    reviewed = set(
        Assessment.objects.filter(round__year=2021).values_list("commune__name", flat=True)
    )

    assert set(Commune.objects.values_list("name", flat=True)) - reviewed == {"Ia Pếch"}


def test_the_new_standard_of_2022_starts_without_an_opening(small_demo):
    records = PovertyRecord.objects.filter(standard__code="VN-2022-2025")

    found = set(records.values_list("opening_status", "movement"))

    assert found == {("", Movement.FIRST_YEAR)}


def test_personal_numbers_are_well_formed_and_fit_their_bearers(small_demo):
    members = Member.objects.exclude(citizen_number=None)

    doubtful = [
        member
        for member in members
        if doubts(number=member.citizen_number, sex=member.sex, birth_year=member.birth_date.year)
    ]

    assert doubtful == []
    assert 0 < Member.objects.filter(citizen_number=None).count() < members.count() / 5


def test_nothing_is_dated_after_the_demo_date(small_demo):
    demo_date = dt.date(2021, 11, 15)

    late = Assessment.objects.filter(surveyed_on__gte=demo_date) | Assessment.objects.filter(
        approved_at__date__gte=demo_date
    )

    assert not late.exists()
    assert not Household.objects.filter(left_on__gte=demo_date).exists()


def test_poor_households_that_left_are_off_the_list(small_demo):
    left = PovertyRecord.objects.filter(movement=Movement.LEFT)

    states = set(left.values_list("opening_status", "has_left", "household__state"))

    assert states <= {
        (PovertyStatus.POOR, True, "MOVED"),
        (PovertyStatus.POOR, True, "DISSOLVED"),
    }


def test_all_accounts_share_the_demo_password(small_demo, settings):
    users = list(User.objects.all())

    wrong = [user for user in users if not user.check_password(settings.DEMO_PASSWORD)]

    assert len(users) == 7 + 2 * 13
    assert wrong == []
    assert not User.objects.filter(must_change_password=True).exists()


def test_the_accounts_are_listed_for_a_demo(small_demo):
    output = StringIO()

    call_command("demo_accounts", stdout=output)

    assert "canbo-ia-o" in output.getvalue()
    assert "giamngheo-2021" in output.getvalue()


def test_reminders_of_autumn_are_unread_read_and_answered(small_demo):
    threads = Thread.objects.with_state()

    reminders = {*threads.filter(kind="REMINDER").values_list("state", flat=True)}
    assert reminders == {"SENT", "READ", "ANSWERED"}
    comment = threads.get(kind="COMMENT")
    assert (comment.state, comment.goal_code) == ("ANSWERED", "poor_fall")
    assert all(each.opened_at.date() <= dt.date(2021, 11, 15) for each in threads)

"""The district decides communes' proposals together; concurrent and late decisions."""

import datetime as dt
import threading

import pytest
from django.db import connection

from common.errors import Conflict, Refused
from targets.models import AdjustmentDecision, Allocation, CommuneTarget
from targets.queries.answers import answers_by_commune
from targets.services.allocations import Decision, NeedsReason
from targets.services.answer_decisions import (
    CannotDecideProposals,
    ProposalVerdict,
    decide_proposals,
)
from targets.services.answer_withdrawal import withdraw_answer
from tests import factories
from tests.targets.answers_data import adopted, give

pytestmark = pytest.mark.django_db

ON = dt.date(2021, 4, 20)
AT = dt.datetime(2021, 4, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def proposals(commune, other_commune):
    return propose_both(commune, other_commune)


def propose_both(commune, other_commune):
    """Ia O proposes two households fewer, Ia Chia two more: accepted together, the sums hold."""
    goals()
    return [
        factories.AllocationAnswerFactory(
            allocation=give(place).allocation, commune=place, proposal=True, fall=fall, em_fall=em
        )
        for place, fall, em in ((commune, 12, 10), (other_commune, 16, 12))
    ]


def goals():
    plan = adopted().plan
    factories.GoalFactory(plan=plan, code="poor_fall", value=28, position=1)
    factories.GoalFactory(plan=plan, code="em_poor_fall", value=22, position=2)
    factories.GoalFactory(plan=plan, code="above_average_fall", value="0.0110", position=3)


def agree(*answers):
    return [
        ProposalVerdict(answer_id=one.pk, verdict="ACCEPTED", reason="Hợp lý") for one in answers
    ]


def refuse(*answers):
    return [
        ProposalVerdict(answer_id=one.pk, verdict="REFUSED", reason="Còn nhiều hộ đủ điều kiện")
        for one in answers
    ]


_OF_THE_DECISION = ("decision_number", "decided_on", "answers_due_on", "override_reason")


def decide(decisions, by, **given):
    plan = adopted().plan
    decision = {"decision_number": "78/QĐ-UBND", "decided_on": ON}
    decision |= {each: given.pop(each) for each in _OF_THE_DECISION if each in given}
    return decide_proposals(
        **{
            "plan_id": plan.pk,
            "plan_version": plan.version,
            "decisions": decisions,
            "decision": Decision(**decision),
            "by": by,
            "at": AT,
            "on": ON,
            **given,
        }
    )


def test_proposals_agreed_to_make_a_new_allocation_that_the_plan_follows(
    proposals, commune, other_commune, leader
):
    made = decide(agree(*proposals), leader)

    falls = dict(CommuneTarget.objects.values_list("commune__code", "fall"))
    assert falls == {commune.code: 12, other_commune.code: 16}
    newest = Allocation.objects.get(state="ADOPTED")
    assert {one.allocation for one in made} == {newest}
    assert (newest.number, newest.decision_number) == (2, "78/QĐ-UBND")
    assert made[0].history.get().history_user == leader


def test_agreed_proposals_stand_and_other_answers_carry_over(proposals, leader):
    third = factories.CommuneFactory(code="23770")
    factories.AllocationAnswerFactory(
        allocation=give(third, fall=0, em_fall=0).allocation,
        commune=third,
        given_fall=0,
        given_em_fall=0,
    )

    decide(agree(*proposals), leader, override_reason="Xã thứ ba chưa giao")

    standings = answers_by_commune(adopted().plan)
    assert standings[third.pk].kind == "ACCEPT"
    assert {standings[one.commune_id].decided for one in proposals} == {"ACCEPTED"}


def test_what_is_refused_stays_as_given_with_the_reason(proposals, leader):
    decide(refuse(*proposals), leader)

    standing = answers_by_commune(adopted().plan)[proposals[0].commune_id]
    assert (standing.line.fall, standing.decided) == (14, "REFUSED")
    assert standing.decision.reason == "Còn nhiều hộ đủ điều kiện"
    assert Allocation.objects.count() == 1


def test_sums_that_leave_the_goal_need_a_written_reason(proposals, leader):
    with pytest.raises(NeedsReason, match="thiếu 2"):
        decide(agree(proposals[0]), leader)

    assert not AdjustmentDecision.objects.exists()
    assert Allocation.objects.count() == 1


def test_with_the_reason_they_are_adopted(proposals, leader):
    decide(agree(proposals[0]), leader, override_reason="Huyện bù bằng xã khác sau")

    assert Allocation.objects.get(state="ADOPTED").override_reason == "Huyện bù bằng xã khác sau"


def test_a_proposal_left_open_still_waits_after_another_was_agreed_to(proposals, leader):
    decide(agree(proposals[0]), leader, override_reason="Bù sau")

    assert answers_by_commune(adopted().plan)[proposals[1].commune_id].is_pending


def test_decided_twice_with_the_same_words_it_is_one_decision(proposals, leader):
    plan_version = adopted().plan.version
    first = decide(agree(*proposals), leader)

    again = decide(agree(*proposals), leader, plan_version=plan_version)

    assert [one.pk for one in again] == [one.pk for one in first]
    assert Allocation.objects.count() == 2


def test_a_decision_on_a_plan_changed_meanwhile_is_refused(proposals, leader):
    with pytest.raises(Conflict):
        decide(agree(*proposals), leader, plan_version=adopted().plan.version - 1)


def test_the_second_to_decide_is_told_who_did(proposals, leader, labour_office):
    decide(refuse(*proposals), labour_office)

    with pytest.raises(Conflict, match=labour_office.full_name):
        decide(agree(*proposals), leader)


def test_a_withdrawn_proposal_is_not_decided(proposals, leader, officer):
    withdraw_answer(answer_id=proposals[0].pk, by=officer, at=AT, on=ON)

    with pytest.raises(Conflict, match=officer.full_name):
        decide(refuse(*proposals), leader)

    assert not AdjustmentDecision.objects.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"decisions": []}, "ít nhất một"),
        ({"decision_number": ""}, "số quyết định"),
        ({"decided_on": dt.date(2021, 4, 21)}, "tương lai"),
        ({"decided_on": dt.date(2021, 3, 1)}, "trước ngày giao"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(proposals, leader, given, words):
    with pytest.raises(CannotDecideProposals, match=words):
        decide(**{"decisions": refuse(*proposals), "by": leader, **given})


def test_a_verdict_without_a_reason_is_refused(proposals, leader):
    silent = [ProposalVerdict(answer_id=proposals[0].pk, verdict="REFUSED", reason="")]

    with pytest.raises(CannotDecideProposals, match="lý do"):
        decide(silent, leader)


def test_an_answer_of_another_plan_is_refused(proposals, leader):
    other = factories.AllocationAnswerFactory(
        allocation__plan__year=2022, commune=proposals[0].commune, proposal=True
    )

    with pytest.raises(CannotDecideProposals, match="không thuộc kế hoạch"):
        decide(refuse(other), leader)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_is_taken_and_the_other_told(commune, other_commune):
    answers = propose_both(commune, other_commune)
    people = [factories.UserFactory(leader=True), factories.UserFactory()]
    start, told = threading.Barrier(2), []

    def take(decisions, by):
        try:
            start.wait()
            told.append(len(decide(decisions, by)))
        except Refused as error:
            told.append(type(error))
        finally:
            connection.close()

    threads = [
        threading.Thread(target=take, args=(said(*answers), by))
        for said, by in zip((agree, refuse), people, strict=True)
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert set(told) == {2, Conflict}
    assert AdjustmentDecision.objects.count() == 2

"""The pending steps on the home page agree with the ledger (`targets.queries.answers`)."""

import random

import pytest

from targets.models import Allocation, AllocationAnswer
from targets.queries.answers import answers_by_commune
from targets.queries.waiting import current_plan, open_targets, pending_proposals
from tests import factories
from tests.targets.data import TODAY

FIGURES = [(14, 11), (12, 10), (10, 8)]
COMMUNES = 12


def given_history(rng, plan, communes):
    """Give, answer and decide targets at random, through three allocations of the plan."""
    for number in range(3):
        Allocation.objects.filter(plan=plan, state="ADOPTED").update(state="REPLACED")
        allocation = factories.AllocationFactory(plan=plan, adopted=True, number=number + 1)
        for commune in communes:
            fall, em_fall = rng.choice(FIGURES)
            factories.AllocationLineFactory(
                allocation=allocation, commune=commune, fall=fall, em_fall=em_fall
            )
            present = {"allocation": allocation, "commune": commune}
            if rng.random() < 0.5:
                factories.PartyReportFactory(fall=fall, em_fall=em_fall, **present)
            if rng.random() < 0.7:
                answered(rng, given_fall=fall, given_em_fall=em_fall, **present)
    return allocation


def answered(rng, **present):
    answer = factories.AllocationAnswerFactory(proposal=rng.random() < 0.6, **present)
    if answer.kind == "PROPOSE" and rng.random() < 0.6:
        accepted = rng.random() < 0.5
        factories.AdjustmentDecisionFactory(
            answer=answer,
            verdict="ACCEPTED" if accepted else "REFUSED",
            allocation=answer.allocation if accepted else None,
        )
    elif rng.random() < 0.3:
        AllocationAnswer.objects.filter(pk=answer.pk).update(
            withdrawn_at=answer.at,
            withdrawn_on=answer.answered_on,
            withdrawn_by=factories.UserFactory(),
        )


@pytest.mark.parametrize("seed", range(8))
def test_both_readings_of_the_ledger_agree(seed, labour_office):
    rng = random.Random(seed)  # noqa: S311 (a reproducible history)
    plan = factories.YearPlanFactory()
    communes = factories.CommuneFactory.create_batch(COMMUNES, district=plan.district)
    given_history(rng, plan, communes)

    standings = answers_by_commune(plan)
    found = {row.commune_id: row for row in open_targets(plan, labour_office)}

    assert {key: (row.is_reported, row.is_answered) for key, row in found.items()} == {
        key: (each.report is not None, each.answer is not None) for key, each in standings.items()
    }
    waiting = sum(each.is_pending for each in standings.values())
    assert pending_proposals(plan) == waiting
    assert current_plan(TODAY).pending == waiting

"""Registrations, answers to targets and tasks of the year: every state has a next step."""

import uuid

import pytest
from django.urls import reverse

from targets.models import AllocationAnswer, DirectionBearer, ExitRegistration
from targets.queries.answers import answers_by_commune
from targets.services.allocations import Decision
from targets.services.answer_decisions import ProposalVerdict, decide_proposals
from targets.services.answer_withdrawal import withdraw_answer
from targets.services.answers import accept_target, propose_adjustment
from targets.services.direction_reports import report_direction
from targets.services.registrations import (
    note_candidate,
    register_exits,
    withdraw_registration,
)
from tests import factories
from tests.states.walk import Move, NotHere, Walk
from tests.targets.answers_data import give
from tests.targets.data import TODAY, listed

pytestmark = pytest.mark.django_db

AT = factories.NOON


class World:
    """One commune with a target, a poor household, and a task due today.

    The home page names a task in progress from 14 days before it is due.
    """

    def __init__(self, commune, officer, leader):
        self.officer, self.leader = officer, leader
        self.line = give(commune)
        self.plan = self.line.allocation.plan
        self.household = listed(commune, reviewed=False).household
        self.bearer = factories.DirectionBearerFactory(
            direction=factories.DirectionFactory(plan=self.plan, due_on=TODAY), commune=commune
        )

    @property
    def registration(self) -> ExitRegistration:
        return _there(ExitRegistration.objects.first())

    @property
    def answer(self) -> AllocationAnswer:
        return _there(AllocationAnswer.objects.filter(withdrawn_at=None).first())


def _there(found):
    if found is None:
        raise NotHere
    return found


def of(role, name, act, page, control, **given):
    return Move(name=name, role=role, act=act, page=page, control=control, **given)


def to(name, *args):
    """Return the function that gives an address; the arguments are functions of the world."""
    return lambda world: reverse(f"targets:{name}", args=[each(world) for each in args])


HOUSEHOLD = lambda world: world.household.pk  # noqa: E731
COMMUNE = lambda world: world.line.commune_id  # noqa: E731
YEAR = lambda world: world.plan.year  # noqa: E731
TASK = lambda world: world.bearer.direction_id  # noqa: E731
LIST, TARGET = to("registration_list"), to("answer_commune", COMMUNE)


def walk(world, moves, key_of, final):
    people = {"officer": world.officer, "leader": world.leader}
    return Walk(world=world, moves=moves, key_of=key_of, people=people, final=final).run()


@pytest.fixture
def world(commune, officer):
    factories.InstallationFactory(is_demo=True, district=commune.district)
    return World(commune, officer, factories.UserFactory(leader=True))


# --- Registrations: nothing is due; what can be done is offered ----------------------------------


def register(world):
    register_exits(
        plan_id=world.plan.pk,
        household_ids=[world.household.pk],
        reason="Có bò",
        registered_on=TODAY,
        by=world.officer,
        at=AT,
        on=TODAY,
    )


def note(world):
    row = ExitRegistration.objects.first()
    note_candidate(
        plan_id=world.plan.pk,
        household_id=world.household.pk,
        version=row.version if row else 0,
        has_plan=True,
        support="",
        reason="Có bò",
        by=world.officer,
        at=AT,
    )


def take_back(world):
    withdraw_registration(
        plan_id=world.plan.pk,
        household_id=world.household.pk,
        version=world.registration.version,
        reason="Chủ hộ ốm",
        by=world.officer,
        at=AT,
    )


EDIT = to("registration_edit", HOUSEHOLD)
REGISTRATIONS = [
    of("officer", "register", register, LIST, to("registration_register")),
    of("officer", "note", note, LIST, EDIT),
    of("officer", "take back", take_back, EDIT, to("registration_withdraw", HOUSEHOLD)),
]


def test_every_state_of_a_registration_offers_what_can_be_done(world):
    def state(_world) -> tuple:
        return tuple(ExitRegistration.objects.values_list("state", flat=True))

    found = walk(world, REGISTRATIONS, state, final=lambda _world: True)

    assert found.problems == []
    assert set(found.states) == {(), ("CONSIDERED",), ("REGISTERED",), ("WITHDRAWN",)}


# --- Answers: a target is answered, a proposal decided -------------------------------------------


def asked(world, **given):
    return {
        "client_id": uuid.uuid4(),
        "allocation_id": world.line.allocation_id,
        "commune_id": world.line.commune_id,
        "by": world.officer,
        "at": AT,
        "on": TODAY,
        **given,
    }


def propose(world):
    if AllocationAnswer.objects.exists():  # one proposal shows every state
        raise NotHere
    propose_adjustment(**asked(world, fall=12, em_fall=10, reason="Nhiều hộ già yếu"))


def keep_the_target(world):
    world.plan.refresh_from_db()
    decide_proposals(
        plan_id=world.plan.pk,
        plan_version=world.plan.version,
        decisions=[
            ProposalVerdict(answer_id=world.answer.pk, verdict="REFUSED", reason="Đủ điều kiện")
        ],
        decision=Decision(decision_number="12/QĐ-UBND", decided_on=TODAY),
        by=world.leader,
        at=AT,
        on=TODAY,
    )


def withdraw(world):
    withdraw_answer(answer_id=world.answer.pk, by=world.officer, at=AT, on=TODAY)


ANSWERS = [
    of(
        "officer",
        "accept",
        lambda world: accept_target(**asked(world)),
        TARGET,
        to("answer_accept", COMMUNE),
    ),
    of("officer", "propose", propose, TARGET, to("answer_propose", COMMUNE)),
    of(
        "officer",
        "withdraw",
        withdraw,
        TARGET,
        to("answer_withdraw", lambda world: world.answer.pk),
        leads_on=False,
    ),
    of(
        "leader",
        "keep",
        keep_the_target,
        to("answer_compare", YEAR),
        to("answer_compare", YEAR),
    ),
]


def test_every_state_of_an_answer_has_a_next_step_on_a_page(world):
    def state(_world) -> tuple:
        """The last answer."""
        last = AllocationAnswer.objects.order_by("-pk").first()
        if last is None:
            return ()
        return last.kind, last.withdrawn_at is not None, hasattr(last, "decision")

    def is_answered(world) -> bool:
        standing = answers_by_commune(world.plan)[world.line.commune_id]
        return standing.kind == "ACCEPT" or standing.decided != ""

    found = walk(world, ANSWERS, state, final=is_answered)

    assert found.problems == []
    assert set(found.states) == {
        (),
        ("ACCEPT", False, False),
        ("ACCEPT", True, False),
        ("PROPOSE", False, False),
        ("PROPOSE", True, False),
        ("PROPOSE", False, True),
    }


# --- Tasks: reported until done ------------------------------------------------------------------


def reporting(state):
    def act(world):
        report_direction(
            bearer_id=world.bearer.pk,
            client_id=uuid.uuid4(),
            state=state,
            words="Đã làm",
            by=world.officer,
            at=AT,
        )

    return act


TASKS = [
    of(
        "officer",
        state,
        reporting(state),
        to("direction", TASK),
        to("direction_report", TASK),
        leads_on=state == "DONE",
    )
    for state in ("IN_PROGRESS", "DONE")
]


def test_every_state_of_a_task_has_a_next_step_on_a_page(world):
    def state(_world) -> str:
        return DirectionBearer.objects.get().state

    found = walk(world, TASKS, state, final=lambda world: state(world) == "DONE")

    assert found.problems == []
    assert set(found.states) == {"GIVEN", "IN_PROGRESS", "DONE"}

"""Applications within the year and the forms surveyed for them: every state has a next step."""

import datetime as dt

import pytest
from django.urls import reverse

from households.models import Assessment
from households.services import entry
from procedure.models import Application
from procedure.services.reference import load_procedures
from tests import factories
from tests.households.review_data import NOON, approve, give_back, save, start, submit
from tests.households.review_data import facts as answers
from tests.procedure import application_data as papers
from tests.states.walk import Move, NotHere, Walk

pytestmark = pytest.mark.django_db


class World:
    """One household on no list, and the in-year round, whose forms are approved one by one."""

    def __init__(self, village, standard, officer, chair):
        self.standard, self.officer, self.chair = standard, officer, chair
        load_procedures()
        self.round = factories.RoundFactory(
            kind="IN_YEAR",
            starts_on=dt.date(2021, 1, 1),
            due_on=dt.date(2021, 12, 31),
            with_standards=[standard],
        )
        self.household = factories.HouseholdFactory(village=village)

    @property
    def application(self) -> Application:
        return _there(Application.objects.order_by("-pk").first())

    @property
    def form(self) -> Assessment:
        return _there(Assessment.objects.exclude(state="SUPERSEDED").order_by("-pk").first())


def _there(found):
    if found is None:
        raise NotHere
    return found


def key_of(world) -> tuple:
    return (
        tuple(Application.objects.order_by("pk").values_list("state", flat=True)),
        tuple(Assessment.objects.order_by("pk").values_list("state", flat=True)),
    )


def receive(world):
    if Application.objects.exists():  # one application shows every state
        raise NotHere
    papers.receive(world.household, world.officer)


def begin_form(world):
    if Assessment.objects.exists():
        raise NotHere
    start(world.household, world.round, world.officer)


def hand_in(world):
    if not world.form.is_draft:
        raise NotHere
    facts = answers(world.standard, points=100)
    submit(save(world.form, facts, by=world.officer), by=world.officer)


def discard(world):
    entry.discard_assessment(
        assessment_id=world.form.pk, version=world.form.version, by=world.officer, at=NOON
    )


def accept(world):
    papers.accept(world.application, world.chair, form_version=world.form.version)


def at(name, part):
    return lambda world: reverse(name, args=[getattr(world, part).pk])


PAGE = at("procedure:application_detail", "application")
FORM = at("households:assessment_detail", "form")
EDIT = at("households:assessment_edit", "form")
HOUSEHOLD = at("households:detail", "household")
DECIDE = at("procedure:application_decide", "application")


def of(role, name, act, page, control, **given):
    return Move(name=name, role=role, act=act, page=page, control=control, **given)


MOVES = [
    of(
        "officer",
        "receive",
        receive,
        HOUSEHOLD,
        at("procedure:application_create", "household"),
        leads_on=False,
    ),
    of(
        "officer",
        "begin form",
        begin_form,
        HOUSEHOLD,
        at("households:assessment_create", "household"),
    ),
    of("officer", "hand in", hand_in, EDIT, EDIT),
    of(
        "officer",
        "discard",
        discard,
        FORM,
        at("households:assessment_discard", "form"),
        leads_on=False,
    ),
    of(
        "officer",
        "hand over",
        lambda world: papers.hand_over(world.application, world.officer),
        PAGE,
        at("procedure:application_hand_over", "application"),
    ),
    of(
        "officer",
        "withdraw",
        lambda world: papers.withdraw(world.application, world.officer),
        PAGE,
        at("procedure:application_withdraw", "application"),
        leads_on=False,
    ),
    of("chair", "accept", accept, PAGE, DECIDE),
    of(
        "chair",
        "refuse",
        lambda world: papers.refuse(world.application, world.chair),
        PAGE,
        DECIDE,
        leads_on=False,
    ),
    of(
        "chair",
        "return form",
        lambda world: give_back(world.form, by=world.chair),
        FORM,
        at("households:assessment_return", "form"),
        leads_on=False,
    ),
    of(
        "chair",
        "approve form",
        lambda world: approve(world.form, by=world.chair),
        FORM,
        at("households:assessment_approve", "form"),
    ),
]


def is_final(world) -> bool:
    """No application waits for an answer and no form for its approval."""
    return not Application.objects.open().exists() and not Assessment.objects.at_work().exists()


@pytest.fixture
def world(village, standard, officer, chair):
    factories.InstallationFactory(is_demo=True, district=village.commune.district)
    return World(village, standard, officer, chair)


def test_every_state_of_an_application_has_a_next_step_on_a_page(world):
    people = {"officer": world.officer, "chair": world.chair}

    found = Walk(world=world, moves=MOVES, key_of=key_of, people=people, final=is_final).run()

    assert found.problems == []
    assert {state for key in found.states for state in key[0]} == {
        "RECEIVED",
        "SURVEYED",
        "ACCEPTED",
        "REFUSED",
        "WITHDRAWN",
    }

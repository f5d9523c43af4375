"""Data for tests of applications."""

import datetime as dt
import uuid

import factory
from factory.django import DjangoModelFactory

from procedure.models import Application, Procedure
from procedure.services import applications, decisions_applications
from tests import factories
from tests.households.review_data import facts, save, start, submit

NOON = factories.NOON
TODAY = dt.date(2021, 11, 15)
RECEIVED = dt.date(2021, 11, 8)
NUMBER = "45/QĐ-UBND"


class ProcedureFactory(DjangoModelFactory):
    """The procedure in force from September 2021, without its numbers."""

    code = "QD24-2021"
    name = "Quy trình rà soát theo Quyết định 24/2021"
    legal_basis = "QĐ 24/2021/QĐ-TTg, TT 07/2021/TT-BLĐTBXH"
    valid_from = dt.date(2021, 9, 1)
    periodic_from = "01/09"
    periodic_to = "14/12"

    class Meta:
        model = Procedure
        django_get_or_create = ("code",)


class ApplicationFactory(DjangoModelFactory):
    """A received application; `refused` is answered at once, by another user."""

    household = factory.SubFactory(factories.HouseholdFactory)
    commune = factory.LazyAttribute(lambda application: application.household.commune)
    kind = "ADD"
    cause = "ILLNESS"
    residence = "REGISTERED"
    content = "Chồng ốm nặng, không còn thu nhập."
    received_on = RECEIVED
    due_on = dt.date(2021, 11, 30)
    procedure = factory.SubFactory(ProcedureFactory)
    received_by = factory.SubFactory(factories.UserFactory)
    received_at = NOON

    class Meta:
        model = Application

    class Params:
        refused = factory.Trait(
            state="REFUSED",
            decision_number="46/UBND-LĐTBXH",
            decided_on=TODAY,
            decided_by=factory.SubFactory(factories.UserFactory),
            decided_at=NOON,
            reason="Thu nhập của hộ trên chuẩn cận nghèo.",
        )


def receive(household, by, **given):
    told = {
        "kind": "ADD",
        "cause": "" if given.get("kind") == "EXIT" else "ILLNESS",
        "residence": "REGISTERED",
        "content": "Chồng ốm nặng, không còn thu nhập.",
        "received_on": RECEIVED,
        "client_id": uuid.uuid4(),
        "at": NOON,
        "on": TODAY,
        **given,
    }
    return applications.receive_application(household=household, by=by, **told)


def surveyed_form(household, round_, by, *, points=100, lacking=0):
    """Return the in-year form of a household, filled in and submitted."""
    form = start(household, round_, by)
    standard = round_.standards.get()
    form = save(form, facts(standard, points=points, lacking=lacking), by=by)
    return submit(form, by=by)


def hand_over(application, by, **given):
    given.setdefault("version", application.version)
    return applications.hand_over_application(
        application_id=application.pk, by=by, at=NOON, **given
    )


def surveyed(household, round_, by, *, points=100, lacking=0, **given):
    """Return an application that was surveyed and handed to the chair."""
    application = receive(household, by, **given)
    surveyed_form(household, round_, by, points=points, lacking=lacking)
    return hand_over(application, by)


def accept(application, by, **given):
    told = {
        "version": application.version,
        "assessment_version": given.pop("form_version", 3),
        "decision_number": NUMBER,
        "decided_on": TODAY,
        "reason": "",
        **given,
    }
    return decisions_applications.accept_application(
        application_id=application.pk, by=by, at=NOON, on=TODAY, **told
    )


def refuse(application, by, **given):
    told = {
        "version": application.version,
        "decision_number": "46/UBND-LĐTBXH",
        "decided_on": TODAY,
        "reason": "Thu nhập của hộ trên chuẩn cận nghèo.",
        **given,
    }
    return decisions_applications.refuse_application(
        application_id=application.pk, by=by, at=NOON, on=TODAY, **told
    )


def withdraw(application, by, **given):
    told = {
        "version": application.version,
        "withdrawn_on": TODAY,
        "reason": "Hộ đã có việc làm.",
        **given,
    }
    return applications.withdraw_application(application_id=application.pk, by=by, on=TODAY, **told)

"""While an allocation is adopted the database keeps the communes' targets equal to its lines."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from rest_framework.request import Request

from common.triggers import sentence_of
from povertyapp.refusals import exception_handler
from targets.models import Allocation, AllocationLine, CommuneTarget
from tests import factories
from tests.targets.data import adopted_as_planned

pytestmark = pytest.mark.django_db

TARGET = "UPDATE targets_communetarget SET {} WHERE commune_id = %s"
LINE = "UPDATE targets_allocationline SET {} WHERE commune_id = %s"


def refused(statement, *parameters):
    """The sentence with which the database refuses a statement; None when it accepts it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, parameters)
    except DatabaseError as error:
        return sentence_of(error) or str(error)
    return None


@pytest.fixture
def given(plan):
    return adopted_as_planned(plan)


@pytest.mark.parametrize(
    "statement",
    [
        TARGET.format("fall = fall - 1"),
        TARGET.format("em_fall = 0"),
        TARGET.format("fall = 0, em_fall = 0"),
        LINE.format("fall = fall + 1"),
        LINE.format("em_fall = 0"),
        "DELETE FROM targets_allocationline WHERE commune_id = %s",
    ],
)
def test_either_side_alone_is_not_changed(given, commune, statement):
    assert "phương án giao chỉ tiêu đang áp dụng" in (refused(statement, commune.pk) or "")


@pytest.mark.parametrize(
    "statement",
    [
        TARGET.format("poor = poor"),
        TARGET.format("fall = 3, em_fall = 1"),
        LINE.format("weight = 2"),
    ],
)
def test_what_leaves_them_equal_is_accepted(given, commune, statement):
    assert refused(statement, commune.pk) is None


def test_a_line_does_not_move_away_from_its_target(given, commune):
    elsewhere = factories.CommuneFactory()

    assert refused(LINE.format(f"commune_id = {elsewhere.pk}"), commune.pk)


def test_a_target_does_not_move_to_where_another_share_was_given(given, plan, commune):
    other = factories.CommuneFactory()

    assert refused(TARGET.format(f"commune_id = {other.pk}"), commune.pk)


def test_a_commune_new_to_the_plan_begins_with_no_target(given, plan):
    factories.CommuneTargetFactory(plan=plan, fall=0, em_fall=0)

    with pytest.raises(DatabaseError, match="target_is_the_adopted_share"), transaction.atomic():
        factories.CommuneTargetFactory(plan=plan, fall=1, em_fall=0)


def test_an_allocation_that_differs_from_the_targets_is_not_adopted(plan, commune):
    draft = adopted_as_planned(plan)
    Allocation.objects.filter(pk=draft.pk).update(state="REPLACED")
    AllocationLine.objects.filter(commune=commune).update(fall=2)

    with pytest.raises(DatabaseError, match="target_is_the_adopted_share"), transaction.atomic():
        Allocation.objects.filter(pk=draft.pk).update(state="ADOPTED")


def test_an_allocation_without_lines_is_not_adopted(plan):
    with pytest.raises(DatabaseError, match="target_is_the_adopted_share"), transaction.atomic():
        factories.AllocationFactory(plan=plan, adopted=True)


def test_without_an_adopted_allocation_nothing_is_compared(plan, commune):
    CommuneTarget.objects.filter(commune=commune).update(fall=0, em_fall=0)

    assert not CommuneTarget.objects.get(commune=commune).fall


def test_other_plans_are_not_compared(given, plan, commune):
    other = factories.YearPlanFactory(year=2022)

    row = factories.CommuneTargetFactory(plan=other, commune=commune)

    assert row.pk


def test_the_api_answers_a_refusal_with_its_sentence(given, commune):
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        CommuneTarget.objects.filter(commune=commune).update(fall=0, em_fall=0)

    request = Request(RequestFactory().get("/api/v1/progress/"))
    answer = exception_handler(caught.value, {"request": request})

    assert answer.status_code == 409
    assert "đang áp dụng" in answer.data["detail"]

"""The result of a goal about very few households is not given to other offices."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from households.models import Indicator
from targets.queries.progress import progress
from targets.words.goals import HIDDEN_GOAL
from targets.words.overview import overview
from targets.words.verdict import HIDDEN
from tests import factories
from tests.targets.data import TODAY, listed

PROGRESS = "/api/v1/progress/"


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def with_goals(plan, commune, other_commune):
    """One household of nine has no water; goals for the district and for the border."""
    water = Indicator.objects.get(standard=plan.standard, key="water")
    for position, group in enumerate(("EVERYWHERE", "BORDER"), start=20):
        factories.GoalFactory(
            plan=plan,
            code="deprivation_rate",
            indicator=water,
            group=group,
            value="0.2000",
            position=position,
        )
    for number in range(9):
        record = listed(commune if number < 5 else other_commune)
        record.result.answers = {"water": number == 0}
        record.result.save()
    return plan


def water_goals(answer):
    return [goal for goal in answer.json()["goals"] if goal["indicator"] == "water"]


@pytest.mark.parametrize("role", ["finance", "bank", "administrator", "officer"])
def test_other_offices_are_not_given_the_result(api_as, with_goals, role):
    goals = water_goals(api_as(factories.UserFactory(**{role: True})).get(PROGRESS))

    assert [(goal["actual"], goal["met"], goal["note"]) for goal in goals] == [
        (None, None, HIDDEN_GOAL)
    ] * 2


def test_the_leader_is_given_the_result(api_as, with_goals):
    goals = water_goals(api_as(factories.UserFactory(leader=True)).get(PROGRESS))

    assert [goal["note"][:3] for goal in goals] == ["1/9", "1/9"]


def test_the_word_is_hidden_and_not_that_it_was_not_measured(with_goals):
    found = overview(progress(with_goals, as_of=TODAY))

    assert [view.sign.word for view in found.goals if view.goal.indicator] == [HIDDEN, HIDDEN]


def test_a_workbook_hides_it_from_the_leader_too_and_says_so(log_in, with_goals):
    file = log_in(factories.UserFactory(leader=True)).get("/bao-cao/tong-hop-huyen/2021/")
    sheet = load_workbook(BytesIO(b"".join(file.streaming_content)), data_only=True)["Mục tiêu"]
    texts = [cell.value for row in sheet.iter_rows() for cell in row]

    assert texts.count(HIDDEN_GOAL) == 2

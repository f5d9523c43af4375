"""Goals of a year and their path."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import EVERYONE, LEADERS, PLANNERS, Line

LINES: list[Line] = [
    Line("targets:path_edit", "GET", PLANNERS, year="year"),
    Line("targets:path_edit", "POST", PLANNERS, year="year"),
    Line("targets:goals_confirm", "POST", LEADERS, pk="goal proposal"),
    Line("targets:goals_drop", "POST", PLANNERS, pk="goal proposal"),
    Line("api:goal_proposal", "GET", PLANNERS, year="year with a goal proposal"),
    Line("api:goal_proposal_confirm", "POST", LEADERS, pk="goal proposal"),
    Line("api:goal_proposal_drop", "POST", PLANNERS, pk="goal proposal"),
    Line("targets:plan_history", "GET", EVERYONE, year="year"),
    Line("api:year_plan_path", "PUT", PLANNERS, year="year"),
    Line("api:year_plan_history", "GET", EVERYONE, year="year"),
]


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "goal proposal": lambda: factories.GoalProposalFactory().pk,
    "year with a goal proposal": lambda: factories.GoalProposalFactory().plan.year,
}

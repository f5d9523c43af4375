"""Goals of a year and their path."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests.access.line import EVERYONE, PLANNERS, Line

LINES: list[Line] = [
    Line("targets:path_edit", "GET", PLANNERS, year="year"),
    Line("targets:path_edit", "POST", PLANNERS, year="year"),
    Line("targets:plan_history", "GET", EVERYONE, year="year"),
    Line("api:year_plan_path", "PUT", PLANNERS, year="year"),
    Line("api:year_plan_history", "GET", EVERYONE, year="year"),
]


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {}

"""The leader's dashboard."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests.access.line import EVERYONE, Line

LINES: list[Line] = [
    Line("reports:dashboard", "GET", EVERYONE),
    Line("api:dashboard", "GET", EVERYONE, given="year"),
]


# What stands in a commune, and what belongs to the whole district: how to make one.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {}

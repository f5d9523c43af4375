"""The leader's dashboard."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests.access.line import EVERYONE, Line

LINES: list[Line] = [
    Line("reports:dashboard", "GET", EVERYONE),
    Line("api:dashboard", "GET", EVERYONE, given="year"),
]


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {}

"""Reasons of poverty."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from areas.queries import today
from tests import factories
from tests.access.line import READERS, WRITERS, Line

LINES: list[Line] = [
    Line("support:reason_list", "GET", READERS),
    Line("support:reason_detail", "GET", READERS, pk="household"),
    Line("support:reason_edit", "GET", WRITERS, pk="household"),
    Line("support:reason_edit", "POST", WRITERS, pk="household"),
    Line("api:reason_analysis_list", "GET", READERS),
    Line("api:reason_analysis_list", "POST", WRITERS),
    Line("api:reason_counts", "GET", READERS, given="round to analyse in"),
]


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "round to analyse in": lambda: factories.RoundFactory(year=today().year).pk,
}

"""Flow tables of the poor and the near-poor list."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from areas.queries import today
from tests import factories
from tests.access.line import EVERYONE, Line

LINES: list[Line] = [
    Line("households:flow", "GET", EVERYONE),
    Line("households:reconciliation", "GET", EVERYONE),
    Line("api:poverty_flow", "GET", EVERYONE, given="round of this year"),
    Line("api:reconciliation", "GET", EVERYONE, given="round of this year"),
]

# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "round of this year": lambda: factories.RoundFactory(year=today().year).pk,
}

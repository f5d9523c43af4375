"""The leader's dashboard."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import EVERYONE, Line

LINES: list[Line] = [
    Line("reports:dashboard", "GET", EVERYONE),
    Line("reports:dashboard_slides", "GET", EVERYONE, given="plan of a year"),
    Line("reports:dashboard_figure", "GET", EVERYONE, pk="figure of the dashboard"),
    Line("reports:dashboard_csv", "GET", EVERYONE, pk="figure of the dashboard"),
    Line("reports:dashboard_xlsx", "GET", EVERYONE, pk="figure of the dashboard"),
    Line("reports:dashboard_svg", "GET", EVERYONE, pk="figure of the dashboard"),
    Line("api:dashboard", "GET", EVERYONE, given="year"),
    Line("api:dashboard_csv", "GET", EVERYONE, pk="figure of the dashboard in the API"),
    Line("api:dashboard_xlsx", "GET", EVERYONE, pk="figure of the dashboard in the API"),
]


def _figure(name: str) -> str:
    """Make a plan with a commune, so that every figure has rows; return the name."""
    factories.CommuneTargetFactory()
    return name


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "figure of the dashboard": lambda: _figure("cac-xa"),
    "figure of the dashboard in the API": lambda: _figure("communes"),
}

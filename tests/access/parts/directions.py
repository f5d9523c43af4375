"""Tasks given at the conference."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import DOWNLOADERS, EVERYONE, LEADER, PLANNERS, Line

REPORTERS = DOWNLOADERS - {LEADER}

LINES: list[Line] = [
    Line("targets:directions", "GET", EVERYONE),
    Line("targets:directions_export", "GET", DOWNLOADERS, given="year"),
    Line("targets:directions_load", "POST", PLANNERS, year="year"),
    Line("targets:direction_give", "GET", PLANNERS, year="year"),
    Line("targets:direction_give", "POST", PLANNERS, year="year"),
    Line("targets:direction", "GET", EVERYONE, pk="direction"),
    Line("targets:direction_edit", "GET", PLANNERS, pk="direction"),
    Line("targets:direction_edit", "POST", PLANNERS, pk="direction"),
    Line("targets:direction_withdraw", "GET", PLANNERS, pk="direction"),
    Line("targets:direction_withdraw", "POST", PLANNERS, pk="direction"),
    Line("targets:direction_report", "GET", REPORTERS, pk="direction of a commune"),
    Line("targets:direction_report", "POST", REPORTERS, pk="direction of a commune"),
    Line("targets:direction_file", "GET", EVERYONE, pk="direction file"),
    Line("targets:direction_due", "GET", PLANNERS, pk="direction bearer"),
    Line("targets:direction_due", "POST", PLANNERS, pk="direction bearer"),
    #
    Line("api:direction_list", "GET", EVERYONE, given="year"),
    Line("api:direction_list", "POST", PLANNERS),
    Line("api:direction_load", "POST", PLANNERS),
    Line("api:direction_export", "GET", DOWNLOADERS, given="year"),
    Line("api:direction_detail", "GET", EVERYONE, pk="direction"),
    Line("api:direction_detail", "PUT", PLANNERS, pk="direction"),
    Line("api:direction_withdraw", "POST", PLANNERS, pk="direction"),
    Line("api:direction_report", "POST", REPORTERS, pk="direction of a commune"),
    Line("api:direction_file", "GET", EVERYONE, pk="direction file"),
    Line("api:direction_due", "PUT", PLANNERS, pk="direction bearer"),
]


def _direction(commune: Commune) -> int:
    """Return a task of a commune and of the district's offices."""
    bearer = factories.DirectionBearerFactory(commune=commune)
    for office in ("LABOUR_OFFICE", "FINANCE", "POLICY_BANK"):
        factories.DirectionBearerFactory(direction=bearer.direction, commune=None, office=office)
    return bearer.direction.pk


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {
    "direction of a commune": _direction,
    "direction file": lambda commune: (
        factories.AttachmentFactory(
            answer=None,
            direction_report=factories.DirectionReportFactory(bearer__commune=commune),
            commune=commune,
        ).pk
    ),
    "direction bearer": lambda commune: factories.DirectionBearerFactory(commune=commune).pk,
}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "direction": lambda: factories.DirectionFactory().pk,
}

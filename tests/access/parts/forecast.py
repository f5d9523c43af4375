"""Months, forecast, one commune's year."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from targets.models import CommuneTarget
from tests import factories
from tests.access.line import EVERYONE, Line

_YEAR = "commune's year"
LINES: list[Line] = [
    Line("targets:forecast", "GET", EVERYONE),
    Line("targets:commune_year", "GET", EVERYONE, pk=_YEAR),
    Line("api:months", "GET", EVERYONE, given="plan of a year"),
    Line("api:forecast", "GET", EVERYONE, given="plan of a year"),
    Line("api:alerts", "GET", EVERYONE, given="plan of a year"),
    Line("api:commune_year", "GET", EVERYONE, pk=_YEAR),
]


def _plan() -> int:
    target = CommuneTarget.objects.first() or factories.CommuneTargetFactory()
    return target.plan.year


def _year(commune: Commune) -> int:
    """Return a commune with a share in a plan, created once for all roles."""
    known = CommuneTarget.objects.filter(commune=commune).first()
    if known is None:
        plan = factories.YearPlanFactory(district=commune.district)
        factories.CommuneTargetFactory(plan=plan, commune=commune)
    return commune.pk


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {_YEAR: _year}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {"plan of a year": _plan}

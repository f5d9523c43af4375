"""Households registered to exit."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import CHAIR, EVERYONE, OFFICER, READERS, Line

NAMERS = frozenset({OFFICER, CHAIR})

LINES: list[Line] = [
    Line("targets:registration_list", "GET", READERS, given="year"),
    Line("targets:registration_summary", "GET", EVERYONE, given="year"),
    Line("targets:registration_export", "GET", READERS, given="year"),
    Line("targets:registration_register", "GET", NAMERS, given="year"),
    Line("targets:registration_register", "POST", NAMERS, given="year"),
    Line("targets:registration_edit", "GET", NAMERS, pk="poor household"),
    Line("targets:registration_edit", "POST", NAMERS, pk="poor household"),
    Line("targets:registration_withdraw", "GET", NAMERS, pk="poor household"),
    Line("targets:registration_withdraw", "POST", NAMERS, pk="poor household"),
    Line("api:exit_registration_list", "GET", READERS, given="year"),
    Line("api:exit_registration_list", "POST", NAMERS, given="year"),
    Line("api:exit_registration_export", "GET", READERS, given="year"),
    Line("api:exit_registration_detail", "GET", READERS, pk="poor household"),
    Line("api:exit_registration_detail", "PUT", NAMERS, pk="poor household"),
    Line("api:exit_registration_withdraw", "POST", NAMERS, pk="poor household"),
    Line("api:exit_coverage", "GET", EVERYONE, given="year"),
]


def _poor_household(commune: Commune) -> int:
    plan = factories.YearPlanFactory()
    household = factories.HouseholdFactory(village__commune=commune)
    factories.PovertyRecordFactory(household=household, standard=plan.standard)
    return household.pk


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {"poor household": _poor_household}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {}

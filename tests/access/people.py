"""The roles by short names, and the smallest object of each kind of page."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from accounts.models import User
from areas.models import Commune
from tests import factories
from tests.access.line import CHAIR, DEPARTMENT, OFFICER
from tests.access.parts import (
    allocations,
    answers,
    correspondence,
    dashboard,
    directions,
    flow,
    forecast,
    freezing,
    goals,
    inspections,
    life,
    manual,
    papers,
    procedure,
    reasons,
    registrations,
    reports,
    scoring,
    templates,
    units,
)

_PARTS = (
    flow,
    freezing,
    inspections,
    life,
    manual,
    papers,
    procedure,
    scoring,
    templates,
    units,
    allocations,
    goals,
    answers,
    registrations,
    forecast,
    directions,
    reasons,
    correspondence,
    dashboard,
    reports,
)
_PLACES: dict[str, dict[str, Any]] = {DEPARTMENT: {"department": "FINANCE"}}


def person(role: str, commune: Commune) -> User:
    """Return a user with a role, in the given commune if the role belongs to one."""
    place = {"commune": commune} if role in {OFFICER, CHAIR} else _PLACES.get(role, {})
    return factories.UserFactory(role=role, **place)


def _assessment(commune: Commune, **state: Any) -> int:
    assessment = factories.AssessmentFactory(household__village__commune=commune, **state)
    factories.ResultFactory(assessment=assessment, standard=assessment.round.standards.get())
    return assessment.pk


# Objects of a commune: they must not exist for users of another commune.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {
    "commune": lambda commune: commune.pk,
    "village": lambda commune: factories.VillageFactory(commune=commune).pk,
    "zone": lambda commune: (
        factories.CommuneZoneFactory(
            commune=commune,
            valid_from=dt.date(2021, 6, 4) + dt.timedelta(days=commune.zones.count()),
        ).pk
    ),
    "household": lambda commune: factories.HouseholdFactory(village__commune=commune).pk,
    "household that left": lambda commune: (
        factories.HouseholdFactory(
            village__commune=commune, state="MOVED", left_on=dt.date(2021, 5, 1)
        ).pk
    ),
    "draft": _assessment,
    "submitted form": lambda commune: _assessment(commune, submitted=True),
    **{name: make for part in _PARTS for name, make in part.IN_A_COMMUNE.items()},
}

# Objects of the whole district.
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "ethnic group": lambda: factories.EthnicGroupFactory().pk,
    "user": lambda: factories.UserFactory().pk,
    "round": lambda: factories.RoundFactory().pk,
    "standard": lambda: factories.StandardFactory().pk,
    "year": lambda: factories.YearPlanFactory().year,
    **{name: make for part in _PARTS for name, make in part.OF_THE_DISTRICT.items()},
}

# Objects of one user: they must not exist for others.
OF_A_PERSON: dict[str, Callable[[User], Any]] = {
    "token": lambda owner: factories.ApiTokenFactory(user=owner).pk,
    "kept form": lambda owner: factories.KeptFormFactory(user=owner).key,
}


def value_of(thing: str, commune: Commune, owner: User) -> Any:
    """Create an object and return its value in a URL."""
    if thing in IN_A_COMMUNE:
        return IN_A_COMMUNE[thing](commune)
    if thing in OF_A_PERSON:
        return OF_A_PERSON[thing](owner)
    return OF_THE_DISTRICT[thing]() if thing else None

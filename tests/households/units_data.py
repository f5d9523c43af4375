"""A small world in which two communes are merged and another stays as it is."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from accounts.models import User
from areas.models import Commune, NewUnit, UnitChange, UnitChangeLine, Village
from common.clock import now
from households.services.units import apply_unit_change
from households.services.units_back import roll_back_unit_change
from tests import factories

FIRST_DAY = dt.date(2025, 7, 1)
LAST_DAY = dt.date(2025, 6, 30)


@dataclass
class World:
    """A town and a commune that become xã Ia Grai, and a commune that becomes Ia O again."""

    change: UnitChange
    town: Commune
    commune: Commune
    alone: Commune
    by: User

    def apply(self, **asked: Any) -> UnitChange:
        self.change.refresh_from_db()
        said = {"version": self.change.version, "reason": "NQ 1664", "by": self.by}
        self.change = apply_unit_change(
            change_id=self.change.pk, **{**said, "at": now(), "on": FIRST_DAY, **asked}
        )
        return self.change

    def roll_back(self, **asked: Any) -> UnitChange:
        self.change.refresh_from_db()
        said = {"version": self.change.version, "reason": "Làm nhầm", "by": self.by, "at": now()}
        self.change = roll_back_unit_change(change_id=self.change.pk, **{**said, **asked})
        return self.change

    def new(self, code: str = "23764") -> Commune:
        return Commune.objects.get(code=code, valid_from=FIRST_DAY)


def village_of(commune: Commune, name: str, **facts: Any) -> Village:
    return factories.VillageFactory(commune=commune, name=name, **facts)


def small_world() -> World:
    """Create three old communes, each with a village, two households and an officer."""
    town = factories.CommuneFactory(code="23764", name="Ia Kha", kind="TOWN", area_type="URBAN")
    commune = factories.CommuneFactory(code="23771", name="Ia Bă", valid_to=LAST_DAY)
    alone = factories.CommuneFactory(code="23782", name="Ia O", is_border=True)
    change = UnitChange.objects.create(
        legal_basis="NQ 1664/NQ-UBTVQH15",
        takes_effect_on=FIRST_DAY,
        province_code="52",
        province_name="Gia Lai",
    )
    for code, name, old in (("23764", "Ia Grai", [town, commune]), ("23782", "Ia O", [alone])):
        unit = NewUnit.objects.create(
            change=change, code=code, name=name, kind="COMMUNE", area_type="RURAL"
        )
        for each in old:
            UnitChangeLine.objects.create(new_unit=unit, old_commune=each)
    for each in (town, commune, alone):
        village = village_of(each, f"Làng {each.name}", code="001")
        factories.HouseholdFactory(village=village, code=f"{each.code}-00001")
        other = factories.HouseholdFactory(village=village, code=f"{each.code}-00002")
        factories.MemberFactory(household=other, position=2)
        factories.UserFactory(officer=True, commune=each, username=f"canbo-{each.code}")
    return World(
        change=change,
        town=town,
        commune=commune,
        alone=alone,
        by=factories.UserFactory(administrator=True),
    )


# What may differ after a change of units was undone.
_MAY_DIFFER = {"version", "last_login"}
_OF_THE_CHANGE = {"UnitChange", "Session"}


def business_state() -> dict[str, list[dict[str, Any]]]:
    """Every column of every row, without history and version counters."""
    state = {}
    for model in apps.get_models():
        name = model.__name__
        if name.startswith("Historical") or name in _OF_THE_CHANGE:
            continue
        columns = [f.attname for f in model._meta.concrete_fields if f.name not in _MAY_DIFFER]
        state[name] = list(model._base_manager.order_by("pk").values(*columns))
    return state

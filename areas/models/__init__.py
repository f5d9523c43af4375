"""Tables of administrative units, ethnic groups and the installation."""

from areas.models.changes import NewUnit, UnitChange, UnitChangeLine
from areas.models.units import (
    Commune,
    CommuneZone,
    District,
    EthnicGroup,
    Installation,
    Province,
    Village,
    village_name,
)

__all__ = [
    "Commune",
    "CommuneZone",
    "District",
    "EthnicGroup",
    "Installation",
    "NewUnit",
    "Province",
    "UnitChange",
    "UnitChangeLine",
    "Village",
    "village_name",
]

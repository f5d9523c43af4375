"""Closed rounds, reopened communes."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from tests import factories
from tests.access.line import ADMIN, ADMINS, EVERYONE, OFFICE, READERS, Line

RELOCKERS = OFFICE | {ADMIN}

LINES: list[Line] = [
    Line("households:round_result", "GET", EVERYONE, pk="round"),
    Line("households:frozen_list", "GET", READERS, pk="round"),
    Line("households:frozen_export", "GET", READERS, pk="round"),
    Line("households:round_reopen", "GET", ADMINS, pk="closed round"),
    Line("households:round_reopen", "POST", ADMINS, pk="closed round"),
    Line("households:round_unlock", "GET", ADMINS, pk="closed round"),
    Line("households:round_unlock", "POST", ADMINS, pk="closed round"),
    Line("households:round_relock", "POST", RELOCKERS, pk="reopening"),
    Line("api:round_result", "GET", EVERYONE, pk="closed round"),
    Line("api:frozen_record_list", "GET", READERS, pk="round"),
    Line("api:frozen_record_export", "GET", READERS, pk="round"),
    Line("api:round_reopening_list", "GET", EVERYONE, pk="round"),
    Line("api:round_reopen", "POST", ADMINS, pk="closed round"),
    Line("api:round_unlock", "POST", ADMINS, pk="closed round"),
    Line("api:round_relock", "POST", RELOCKERS, pk="reopening"),
]

# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "closed round": lambda: factories.SnapshotFactory().round_id,
    "reopening": lambda: factories.RoundReopeningFactory().pk,
}

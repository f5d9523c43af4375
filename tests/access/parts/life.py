"""Life events of households; duplicates."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from areas.models import Commune
from households.choices import LifeKind
from households.models import DuplicateDecision, LifeEvent, LifeEventPart
from households.services.life.snapshots import snapshot
from tests import factories
from tests.access.line import READERS, WRITERS, Line

_STEPS = (
    *("split", "merge", "move_within", "move_between", "change_head", "death"),
    *("merge_duplicate", "remove_duplicate"),
)

LINES: list[Line] = [
    *(Line(f"households:{step}", "GET", WRITERS, pk="household") for step in _STEPS),
    *(Line(f"households:{step}", "POST", WRITERS, pk="household") for step in _STEPS),
    Line("households:life_list", "GET", READERS),
    Line("households:life_undo", "GET", WRITERS, pk="life event"),
    Line("households:life_undo", "POST", WRITERS, pk="life event"),
    *(Line(f"api:household_{step}", "POST", WRITERS, pk="household") for step in _STEPS),
    Line("households:duplicate_list", "GET", WRITERS),
    Line("households:duplicate_pair", "GET", WRITERS, pk="duplicate pair"),
    Line("households:duplicate_pair", "POST", WRITERS, pk="duplicate pair"),
    Line("households:duplicate_withdraw", "POST", WRITERS, pk="duplicate decision"),
    Line("api:duplicate_list", "GET", WRITERS),
    Line("api:duplicate_decision_list", "POST", WRITERS),
    Line("api:duplicate_decision_detail", "DELETE", WRITERS, pk="duplicate decision"),
    Line("api:life_event_list", "GET", READERS),
    Line("api:life_event_undo", "POST", WRITERS, pk="life event"),
]


def _event(commune: Commune) -> int:
    household = factories.HouseholdFactory(village__commune=commune)
    event = LifeEvent.objects.create(
        counts_in=2021,
        kind=LifeKind.MOVE_WITHIN,
        happened_on=dt.date(2021, 10, 5),
        commune=commune,
        summary="Hộ chuyển làng",
        said={},
        before=snapshot([household.pk]),
        after=snapshot([household.pk]),
        made_by=factories.UserFactory(),
        made_at=factories.NOON,
    )
    LifeEventPart.objects.create(
        event=event,
        household=household,
        commune=commune,
        code=household.code,
        head_name=household.head_name,
        role="SOURCE",
        version_after=1,
    )
    return event.pk


def _pair(commune: Commune) -> list[int]:
    homes = (factories.HouseholdFactory(village__commune=commune) for _ in range(2))
    return [home.head_id for home in homes]


def _decision(commune: Commune) -> int:
    first, second = _pair(commune)
    decision = DuplicateDecision.objects.create(
        first_id=first,
        second_id=second,
        commune=commune,
        reason="Hai anh em họ",
        decided_by=factories.UserFactory(),
        decided_at=factories.NOON,
    )
    return decision.pk


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {
    "life event": _event,
    "duplicate pair": lambda commune: "-".join(str(key) for key in _pair(commune)),
    "duplicate decision": _decision,
}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {}

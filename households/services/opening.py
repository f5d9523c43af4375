"""Opening a year's lists from the year before, with the life events recorded meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import create_many
from households.choices import HouseholdState, LifeKind, LifeRole
from households.models import (
    Household,
    LifeEvent,
    LifeEventPart,
    PovertyRecord,
    PovertyStandard,
    Round,
    RoundReopening,
)
from households.queries.year_end import (
    HouseholdThen,
    facts_now,
    facts_of_row,
    households_then,
    minority_keys,
)
from households.rules import near_poor_list_movement, poor_list_movement
from households.services.life.snapshots import records_of
from households.services.years import (
    LISTED,
    record_departure,
    record_inherited,
    refresh_records,
)


@transaction.atomic
def open_year(*, year: int, standard: PovertyStandard, by: User | None) -> int:
    """Open a year's list from the poor and near-poor of the year before; return rows created.

    The opening of a year equals the closing of the one before, in households and in people. The
    events that count in the year and were recorded before it was opened follow in their order, so
    that the list is the same as if it had been opened first. Idempotent: households already on the
    year's list are left unchanged. Raises Refused while a round of the year before is open.
    """
    _require_closed(year - 1)
    known = PovertyRecord.objects.of_year(year, standard).values("household")
    last_year = (
        PovertyRecord.objects.of_year(year - 1, standard)
        .filter(status__in=LISTED, has_left=False)
        .exclude(household__in=known)
        .select_related("household__ethnicity")
        .order_by("pk")
    )
    then = households_then(year - 1)
    rows = [_opening(record, year, then) for record in last_year]
    create_many(rows, by=by)
    if rows and then:
        _Replay(year, {row.household_id for row in rows}, by=by).run()
    return len(rows)


def _require_closed(year: int) -> None:
    if Round.objects.open().filter(year=year).exists():
        raise Refused(f"Hãy khóa các đợt rà soát năm {year} trước khi lập kế hoạch năm {year + 1}.")
    reopened = RoundReopening.objects.filter(round__year=year, relocked_at=None)
    if names := [one.commune.name_in_sentence for one in reopened.select_related("commune")]:
        raise Refused(
            f"Năm {year} đang mở lại cho {', '.join(names)}; hãy khóa lại trước khi lập kế hoạch năm {year + 1}."
        )


def _opening(
    last: PovertyRecord, year: int, then: Mapping[int, HouseholdThen | None]
) -> PovertyRecord:
    """Return the row of a household as it was before the events that count in the year.

    A departure older than life events counts at once.
    """
    household = last.household
    now = then.get(household.pk) or facts_now(household)
    facts: dict[str, Any] = {
        "opening": last.status,
        "current": last.status,
        "has_left": not now.is_active,
        "ever_exited": False,
        "has_arrived": False,
        "first_year": False,
    }
    return PovertyRecord(
        household=household,
        commune_id=household.commune_id,
        year=year,
        standard_id=last.standard_id,
        is_ethnic_minority=now.is_ethnic_minority,
        opened_as_minority=last.is_ethnic_minority,
        opening_status=last.status,
        status=last.status,
        has_left=not now.is_active,
        movement=poor_list_movement(**facts),
        near_poor_movement=near_poor_list_movement(**facts),
        opening_members=last.members,
        members=now.members,
        moved_on=None if now.is_active else household.left_on,
    )


class _Replay:
    """Applies the events of a year, in the order in which they were recorded, to its new list.

    The rows that each event stores for its undo are replaced by those it would have found, so that
    it stays as undoable as it was.
    """

    def __init__(self, year: int, listed: set[int], *, by: User | None) -> None:
        self.year, self.listed, self.by = year, listed, by
        self.minorities = minority_keys()

    def run(self) -> None:
        events = LifeEvent.objects.standing().filter(counts_in=self.year)
        changed = []
        for event in events.prefetch_related("parts").order_by("pk"):
            parts = [part for part in event.parts.all() if part.household_id is not None]
            if self.listed & {part.household_id for part in parts}:
                self._apply(event, parts)
                changed.append(event)
        LifeEvent.objects.bulk_update(changed, ["before", "after"], batch_size=500)
        self._catch_up(changed)

    def _apply(self, event: LifeEvent, parts: Sequence[LifeEventPart]) -> None:
        touched = Household.objects.in_bulk([part.household_id for part in parts])
        for row in event.before["households"]:
            if row["id"] in touched:
                self._follow(touched[row["id"]], facts_of_row(row, self.minorities))
        event.before["records"] = records_of(touched)
        sources = [touched[part.household_id] for part in parts if part.role == LifeRole.SOURCE]
        targets = [touched[part.household_id] for part in parts if part.role == LifeRole.TARGET]
        after = {part.household_id: _facts_after(part, self.minorities) for part in parts}
        if _inherits(event):
            for target in targets:
                record_inherited(
                    source=sources[0],
                    household=target,
                    year=self.year,
                    on=event.happened_on,
                    by=self.by,
                )
                self.listed.add(target.pk)
        for household in touched.values():
            if after[household.pk].is_active:
                self._follow(household, after[household.pk])
            else:
                record_departure(
                    household=household,
                    year=self.year,
                    on=event.happened_on,
                    by=self.by,
                    at=event.made_at,
                )
        event.after["records"] = records_of(touched)

    def _follow(self, household: Household, facts: HouseholdThen) -> None:
        refresh_records(household=household, by=self.by, since=self.year, facts=facts)

    def _catch_up(self, events: Sequence[LifeEvent]) -> None:
        """Follow corrections of the roster made after the last event of a household."""
        parts = [part for event in events for part in event.parts.all()]
        touched = {part.household_id for part in parts if part.household_id is not None}
        for household in Household.objects.filter(pk__in=touched, state=HouseholdState.ACTIVE):
            refresh_records(household=household, by=self.by)


def _inherits(event: LifeEvent) -> bool:
    """Whether the household that an event created has the class of the first."""
    is_split = event.kind == LifeKind.SPLIT
    return event.kind == LifeKind.MOVE_BETWEEN or (is_split and event.said["inherits_class"])


def _facts_after(part: LifeEventPart, minorities: set[int]) -> HouseholdThen:
    """Return the facts of a household as an event left it, from the history of its row."""
    rows = Household.history.filter(id=part.household_id, version=part.version_after)
    found = rows.order_by("-history_id").values(
        "commune_id", "state", "member_count", "ethnicity_id"
    )
    return facts_of_row(found[0], minorities)

"""Giving the year's tasks, changing and withdrawing them."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from pathlib import Path

from django.db import transaction

from accounts.models import User
from areas.models import Commune
from common.errors import Refused
from common.history import conflict_over, create_many, delete_with_history, save_with_history
from common.tables import read_table
from targets.choices import Evidence, OfficeBearer
from targets.models import Direction, DirectionBearer, DirectionReport, YearPlan
from targets.queries.direction_pages import PROGRAMME_YEAR
from targets.queries.plans import communes_of
from targets.words.directions import due_too_early

DATA = Path(__file__).resolve().parent.parent / "data"
LONGEST_REASON = 80  # a history row holds 100 characters, with what was done
_ALL_COMMUNES = "COMMUNES"


class CannotDirect(Refused):
    """The task cannot be given, changed or reported on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """The content of a task and its bearers: communes by key, bodies of the district by code."""

    title: str
    content: str = ""
    source: str = ""
    given_on: dt.date | None = None
    due_on: dt.date | None = None
    evidence: str = Evidence.NONE
    communes: frozenset[int] = frozenset()
    offices: frozenset[str] = frozenset()


_WRITTEN = tuple(
    each.name for each in fields(TaskFacts) if each.name not in {"communes", "offices"}
)


def facts_of(direction: Direction) -> TaskFacts:
    """Return the present content of a task, in one query for its bearers."""
    bearers = list(direction.bearers.order_by().values_list("commune", "office"))
    return TaskFacts(
        **{name: getattr(direction, name) for name in _WRITTEN},
        communes=frozenset(commune for commune, _ in bearers if commune),
        offices=frozenset(office for _, office in bearers if office),
    )


@transaction.atomic
def give_direction(*, plan_id: int, facts: TaskFacts, by: User) -> Direction:
    """Give a task of the year; it takes the next number.

    Repeated with the same content and bearers it returns the same task. Raises CannotDirect for a
    task without bearers, with dates out of order or a commune of another district.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    known = list(plan.directions.order_by("number"))
    for direction in known:
        same_words = direction.title == facts.title and not direction.is_withdrawn
        if same_words and facts_of(direction) == facts:
            return direction
    return _give(plan, facts, number=known[-1].number + 1 if known else 1, by=by)


def _give(plan: YearPlan, facts: TaskFacts, *, number: int, by: User | None) -> Direction:
    _require_sense(plan, facts)
    direction = Direction(plan=plan, number=number)
    for name in _WRITTEN:
        setattr(direction, name, getattr(facts, name))
    save_with_history(direction, by=by, reason="Giao nhiệm vụ")
    _add_bearers(direction, facts.communes, facts.offices, by=by)
    return direction


@transaction.atomic
def load_programme_directions(*, plan_id: int, by: User | None) -> list[Direction]:
    """Give the seven tasks of the district's conference of 24/03/2021, without due dates.

    Only for 2021 and only while the year has no task; repeated, it returns the existing tasks.
    Raises CannotDirect for another year.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    if plan.year != PROGRAMME_YEAR:
        raise CannotDirect(
            f"Danh sách nhiệm vụ có sẵn chỉ dành cho năm {PROGRAMME_YEAR}. "
            "Hãy giao từng nhiệm vụ của năm này."
        )
    if known := list(plan.directions.all()):
        return known
    first_day = dt.date(plan.year, 1, 1)
    communes = frozenset(communes_of(plan, on=first_day).values_list("pk", flat=True))
    return [
        _give(plan, _read(row, communes), number=int(row["number"]), by=by)
        for row in read_table(DATA / f"directions_{PROGRAMME_YEAR}.tsv")
    ]


def _read(row: dict[str, str], communes: frozenset[int]) -> TaskFacts:
    facts = TaskFacts(
        title=row["title"],
        content=row["content"],
        source=row["source"],
        given_on=dt.date.fromisoformat(row["given_on"]),
        evidence=row["evidence"],
    )
    if row["bearers"] == _ALL_COMMUNES:
        return replace(facts, communes=communes)
    return replace(facts, offices=frozenset(row["bearers"].split(",")))


@transaction.atomic
def change_direction(*, direction_id: int, version: int, facts: TaskFacts, by: User) -> Direction:
    """Change the content of a task, its dates and its bearers.

    A bearer that has reported cannot be removed. Idempotent. Raises CannotDirect as
    `give_direction` does, Conflict on a concurrent edit.
    """
    direction = _locked(direction_id)
    before = facts_of(direction)
    if before == facts:
        return direction
    _require_untouched(direction, version)
    _require_sense(direction.plan, facts)
    _remove_bearers(direction, before.communes - facts.communes, before.offices - facts.offices, by)
    _add_bearers(direction, facts.communes - before.communes, facts.offices - before.offices, by=by)
    for name in _WRITTEN:
        setattr(direction, name, getattr(facts, name))
    return _save(direction, by=by, reason="Sửa nhiệm vụ")


@transaction.atomic
def withdraw_direction(*, direction_id: int, version: int, reason: str, by: User) -> Direction:
    """Withdraw a task; it and its reports stay on record with the reason.

    Idempotent. Raises CannotDirect without a reason, Conflict on a concurrent edit.
    """
    direction = Direction.objects.select_for_update().get(pk=direction_id)
    if direction.is_withdrawn:
        return direction
    _require_untouched(direction, version)
    if not 0 < len(reason) <= LONGEST_REASON:
        raise CannotDirect(
            f"Hãy ghi lý do bỏ nhiệm vụ, không quá {LONGEST_REASON} ký tự.", field="reason"
        )
    direction.is_withdrawn = True
    return _save(direction, by=by, reason=f"Bỏ nhiệm vụ: {reason}")


def _locked(direction_id: int) -> Direction:
    direction = Direction.objects.select_for_update(of=("self",)).select_related("plan")
    found = direction.get(pk=direction_id)
    require_in_force(found)
    return found


def require_in_force(direction: Direction) -> None:
    """Raise CannotDirect for a withdrawn task."""
    if direction.is_withdrawn:
        raise CannotDirect("Nhiệm vụ này đã bỏ, không ghi thêm được.")


def _require_untouched(direction: Direction, version: int) -> None:
    if direction.version != version:
        raise conflict_over(direction)


def _require_sense(plan: YearPlan, facts: TaskFacts) -> None:
    if not facts.title:
        raise CannotDirect("Hãy ghi nhiệm vụ.", field="title")
    if not facts.communes and not facts.offices:
        raise CannotDirect("Hãy chọn nơi thực hiện.", field="communes")
    if facts.offices - {*OfficeBearer.values}:
        raise CannotDirect("Có cơ quan không có trong danh mục.", field="offices")
    found = Commune.objects.of_district(plan.district_id).filter(pk__in=facts.communes)
    if found.count() != len(facts.communes):
        raise CannotDirect("Có xã không thuộc huyện này.", field="communes")
    for name in ("given_on", "due_on"):
        _require_near(plan, getattr(facts, name), field=name)
    require_order(facts.given_on, facts.due_on)


def _require_near(plan: YearPlan, day: dt.date | None, *, field: str) -> None:
    if day is not None and abs(day.year - plan.year) > 1:
        raise CannotDirect(
            f"Ngày phải từ năm {plan.year - 1} đến năm {plan.year + 1}.", field=field
        )


def require_order(given_on: dt.date | None, due_on: dt.date | None) -> None:
    """Raise CannotDirect for a due date before the day the task was given."""
    if given_on and due_on and due_on < given_on:
        raise CannotDirect(due_too_early(given_on), field="due_on")


def _add_bearers(
    direction: Direction, communes: frozenset[int], offices: frozenset[str], *, by: User | None
) -> None:
    new = [DirectionBearer(direction=direction, commune_id=pk) for pk in sorted(communes)]
    new += [DirectionBearer(direction=direction, office=code) for code in sorted(offices)]
    create_many(new, by=by)


def _remove_bearers(
    direction: Direction, communes: frozenset[int], offices: frozenset[str], by: User
) -> None:
    rows = direction.bearers.select_for_update(of=("self",)).select_related("commune")
    gone = [row for row in rows if row.commune_id in communes or row.office in offices]
    reported = {*DirectionReport.objects.filter(bearer__in=gone).values_list("bearer", flat=True)}
    if kept := [_name(row) for row in gone if row.pk in reported]:
        raise CannotDirect(f"{', '.join(kept)} đã báo cáo nhiệm vụ này, không bỏ ra được.")
    for row in gone:
        delete_with_history(row, by=by)


def _name(bearer: DirectionBearer) -> str:
    return bearer.commune.full_name if bearer.commune else bearer.get_office_display()


def _save(direction: Direction, *, by: User, reason: str) -> Direction:
    direction.version += 1
    save_with_history(direction, by=by, reason=reason)
    return direction

"""The tasks of the 2021 conference on the demo: invented due dates and reports.

A commune's report follows the demo's data, with exceptions: some never reported, some reported
"done" too early.
"""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from accounts.models import User
from areas.models import Commune
from demo.accounts import OFFICER_PREFIX
from demo.plan import CommunePlan
from demo.targets import YEAR
from targets.choices import DirectionState, Evidence, OfficeBearer
from targets.models import Direction, DirectionBearer, YearPlan
from targets.queries.direction_evidence import Fact, facts_by_commune
from targets.services.direction_reports import report_direction
from targets.services.directions import change_direction, facts_of, load_programme_directions
from targets.words.directions import fact_words

_DUE = {
    1: dt.date(2021, 4, 15),
    2: dt.date(2021, 4, 29),
    3: dt.date(2021, 6, 30),
    4: dt.date(2021, 7, 30),
    5: dt.date(2021, 5, 31),
    6: dt.date(2021, 12, 10),
    7: dt.date(2021, 11, 25),
}
_DONE, _IN_PROGRESS = DirectionState.DONE, DirectionState.IN_PROGRESS
_OF_OFFICES: dict[str, tuple[str, str, str]] = {
    OfficeBearer.FINANCE: (
        "taichinh",
        _IN_PROGRESS,
        "Đã phân bổ kinh phí năm 2021, đang thanh toán các công trình còn lại.",
    ),
    OfficeBearer.AGRICULTURE: (
        "nongnghiep",
        _DONE,
        "Đã cấp giống cây trồng, vật nuôi và tập huấn xong ở các xã.",
    ),
    OfficeBearer.POLICY_BANK: (
        "nhcsxh",
        _IN_PROGRESS,
        "Đã giải ngân phần lớn nguồn vốn, đang xét các hộ đăng ký thoát nghèo.",
    ),
}
_SILENT, _TOO_EARLY = 0, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    bearer: DirectionBearer
    by: User
    state: str
    words: str


def give_and_report(
    communes: Sequence[tuple[CommunePlan, Commune]], *, users: Mapping[str, User]
) -> None:
    """Load the seven tasks, set due dates, and create reports of communes and offices."""
    plan = YearPlan.objects.get(year=YEAR)
    officers = {commune.pk: users[OFFICER_PREFIX + each.slug] for each, commune in communes}
    office = users["ldtbxh"]
    for direction in load_programme_directions(plan_id=plan.pk, by=office):
        due_on = _DUE[direction.number]
        given = change_direction(
            direction_id=direction.pk,
            version=direction.version,
            facts=replace(facts_of(direction), due_on=due_on),
            by=office,
        )
        for said in _said_on(given, users, officers):
            report_direction(
                bearer_id=said.bearer.pk,
                client_id=uuid.uuid5(uuid.NAMESPACE_OID, f"{given.number}-{said.by.username}"),
                state=said.state,
                words=said.words,
                by=said.by,
                at=_moment(due_on),
            )


def _moment(due_on: dt.date) -> dt.datetime:
    """Return three days before the due date, or the last working day before the demo's date."""
    day = min(due_on - dt.timedelta(days=3), dt.date(2021, 11, 12))
    return dt.datetime(day.year, day.month, day.day, 2, 30, tzinfo=dt.UTC)


def _said_on(
    direction: Direction, users: Mapping[str, User], officers: Mapping[int, User]
) -> Iterator[_Said]:
    facts = facts_by_commune(direction.plan, [(direction.evidence, None)])
    known, otherwise = facts.get(
        (direction.evidence, None), ({}, Fact(kind=Evidence.NONE, is_enough=True))
    )
    rows = direction.bearers.select_related("commune").order_by("commune__code", "office")
    for index, bearer in enumerate(rows):
        if bearer.office in _OF_OFFICES:
            username, state, words = _OF_OFFICES[bearer.office]
            yield _Said(bearer=bearer, by=users[username], state=state, words=words)
        elif bearer.commune_id and direction.evidence != Evidence.NONE:
            fact = known.get(bearer.commune_id, otherwise)
            turn = (index + direction.number) % 5
            if fact.is_enough or turn != _SILENT:
                done = fact.is_enough or turn == _TOO_EARLY
                yield _Said(
                    bearer=bearer,
                    by=officers[bearer.commune_id],
                    state=_DONE if done else _IN_PROGRESS,
                    words=_words(fact, done=done),
                )


def _words(fact: Fact, *, done: bool) -> str:
    if fact.is_enough:
        return f"{fact_words(fact)}."
    if done:
        return "Xã đã làm xong, đang cập nhật vào phần mềm."
    return f"{fact_words(fact)}, xã đang tiếp tục làm."

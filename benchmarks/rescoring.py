"""Rescoring every household of the district, compared with one plain UPDATE.

Most forms of the demo are approved and are not rescored: a separate round is created with a draft
for each household, whose B1 comes from the register and two invented answers.
"""

import datetime as dt
from functools import cache
from itertools import cycle

from django.db import connection
from django.test import Client

from accounts.models import User
from common.clock import now
from households.choices import RoundKind, RoundState, ScoringArea, TableState
from households.models import (
    Assessment,
    AssessmentResult,
    Household,
    PovertyStandard,
    Round,
    RoundStandard,
    ScoringAnswer,
    ScoringTable,
)
from households.queries.scoring import roster_facts, whole_tables
from households.services.rescoring import begin_rescoring, run_to_the_end
from households.services.scoring_results import fill_b1

STANDARD, YEAR, DAY = "VN-2016-2020", 2019, dt.date(2019, 11, 15)
AREAS = (ScoringArea.CENTRAL_HIGHLANDS, ScoringArea.URBAN)
WORK = ("state", "other_non_farm", "none", "none")
LOAD = 2000

_BARE = (
    "UPDATE households_assessmentresult SET b1_points = b1_points + %s, b1_explanation = %s,"
    " status = %s, basis = '', explanation = %s, scoring_table_id = %s, is_provisional = %s"
    " WHERE assessment_id IN (SELECT id FROM households_assessment WHERE round_id = %s)"
)
_TURNS = cycle((0, 1))  # a new key every time, as in a real run
_TEXTS = ("Số người trong hộ: 4 người = 35 điểm (theo sổ hộ)\n" * 5, "NEAR_POOR", "B1 = 135" * 10)


def rescore_everybody(_client: Client) -> object:
    """Rescore the whole round with the other edition, so that every form changes."""
    round_, editions, by = _prepared()
    tables = next(editions)
    for table in tables:
        same_area = ScoringTable.objects.filter(standard=table.standard_id, area=table.area)
        same_area.update(state=TableState.RETIRED)
        ScoringTable.objects.filter(pk=table.pk).update(state=TableState.IN_FORCE)
        rescoring = begin_rescoring(table=table, round_=round_, by=by, at=now())
        run_to_the_end(rescoring_id=rescoring.pk, clock=now)
    return None


def bare_update(_client: Client) -> object:
    """Write the same columns of the same rows in one statement, with equal values."""
    round_, _editions, _by = _prepared()
    other = ScoringTable.objects.exclude(area__in=AREAS).values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute(_BARE, [5, *_TEXTS, other[next(_TURNS)], True, round_.pk])
        return cursor.rowcount


@cache
def _prepared() -> tuple[Round, "cycle[list[ScoringTable]]", User]:
    """Create the round once per process."""
    standard = PovertyStandard.objects.get(code=STANDARD)
    by = User.objects.get(username="ldtbxh")
    round_ = Round.objects.create(
        year=YEAR,
        kind=RoundKind.YEAR_END,
        state=RoundState.OPEN,
        starts_on=dt.date(YEAR, 9, 1),
        due_on=dt.date(YEAR, 12, 31),
    )
    RoundStandard.objects.create(round=round_, standard=standard, position=1)
    first = [_whole(standard, area) for area in AREAS]
    second = [_next_edition(table) for table in first]
    _fill_in(round_, standard, {table.area: table for table in first}, by)
    _analyse()
    return round_, cycle([second, first]), by


def _whole(standard: PovertyStandard, area: str) -> ScoringTable:
    return whole_tables().get(standard=standard, area=area)


def _next_edition(table: ScoringTable) -> ScoringTable:
    """Copy a table with five more points for every answer of the first item."""
    copy = ScoringTable.objects.get(pk=table.pk)
    copy.pk, copy.edition, copy.state = None, table.edition + 1, TableState.DRAFT
    copy.save()
    for item in table.items.all():
        answers = list(item.answers.all())
        more = 5 if item.position == 2 else 0
        item.pk, item.table = None, copy
        item.save()
        for answer in answers:
            answer.pk, answer.item, answer.points = None, item, answer.points + more
        ScoringAnswer.objects.bulk_create(answers)
    return copy


def _fill_in(
    round_: Round, standard: PovertyStandard, tables: dict[str, ScoringTable], by: User
) -> None:
    keys = list(standard.indicators.values_list("key", flat=True))
    households = Household.objects.select_related("commune").prefetch_related("members")
    batch: list[AssessmentResult] = []
    for household in households.iterator(chunk_size=LOAD):
        draft = Assessment(
            household=household,
            commune=household.commune,
            round=round_,
            surveyed_on=DAY,
            entered_by=by,
            entered_at=now(),
        )
        lacking = household.pk % 5
        result = AssessmentResult(
            assessment=draft,
            standard=standard,
            answers={key: place < lacking for place, key in enumerate(keys)},
            b2_points=standard.points_per_deprivation * lacking,
        )
        area = ScoringArea.URBAN if household.commune.area_type == "URBAN" else AREAS[0]
        fill_b1(
            result,
            table=tables[area],
            answers={"non_farm_work": WORK[household.pk % 4], "highest_qualification": "lower"},
            facts=roster_facts(household.members.all(), DAY),
        )
        batch.append(result)
    Assessment.objects.bulk_create([result.assessment for result in batch], batch_size=LOAD)
    AssessmentResult.objects.bulk_create(batch, batch_size=LOAD)


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM (ANALYZE)")

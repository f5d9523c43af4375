"""Rescoring the forms of a round after a table has changed."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import User
from common.errors import Refused
from households.choices import AssessmentState
from households.models import Assessment, AssessmentResult, Rescoring, Round, ScoringTable
from households.queries.scoring import communes_of_scoring_area, whole_tables
from households.services.rescoring_rows import Change, write_changes
from households.services.rescoring_verdicts import RescoringJudge, judge_of

BATCH = 10_000


class CannotRescore(Refused):
    """The round cannot be rescored by this table in its present state."""


@transaction.atomic
def begin_rescoring(*, table: ScoringTable, round_: Round, by: User, at: dt.datetime) -> Rescoring:
    """Create a rescoring of a round by a table, with the number of forms concerned.

    Repeated, it returns the same run. Raises CannotRescore for a table not in force, a closed
    round, or a standard that the round does not use.
    """
    table = ScoringTable.objects.select_for_update().get(pk=table.pk)
    running = Rescoring.objects.filter(table=table, round=round_, finished_at=None).first()
    if running is not None:
        return running
    if not table.is_in_force:
        raise CannotRescore("Chỉ chấm lại theo bảng điểm đang áp dụng.")
    if not round_.is_open:
        raise CannotRescore(f"{round_} đã khóa.")
    if not round_.round_standards.filter(standard=table.standard_id).exists():
        raise CannotRescore(f"{round_} không xác định theo chuẩn nghèo của bảng điểm này.")
    return Rescoring.objects.create(
        table=table,
        round=round_,
        total=scored_by_items(table, round_).count(),
        started_by=by,
        started_at=at,
    )


def scored_by_items(table: ScoringTable, round_: Round) -> QuerySet[AssessmentResult]:
    """Return the results a table may change: forms in progress in its area with B1 from items.

    Totals from the paper form and approved forms are excluded.
    """
    return AssessmentResult.objects.filter(
        assessment__in=_forms(table, round_),
        standard=table.standard_id,
        scoring_table__isnull=False,
    )


def _forms(table: ScoringTable, round_: Round) -> QuerySet[Assessment]:
    return Assessment.objects.filter(
        round=round_, commune__in=communes_of_scoring_area(table.area)
    ).at_work()


def run_to_the_end(*, rescoring_id: int, clock: Callable[[], dt.datetime]) -> Rescoring:
    """Process all remaining batches, each in its own transaction; return the finished run.

    An interrupted run continues where it stopped; two workers take turns batch by batch. Each batch
    is dated by `clock`.
    """
    rescoring = Rescoring.objects.get(pk=rescoring_id)
    judge = judge_of(whole_tables().get(pk=rescoring.table_id))
    while not rescoring.is_finished:
        rescoring = run_batch(rescoring_id=rescoring_id, judge=judge, at=clock())
    return rescoring


@transaction.atomic
def run_batch(
    *, rescoring_id: int, judge: RescoringJudge, at: dt.datetime, size: int = BATCH
) -> Rescoring:
    """Rescore the next forms of a run; the last batch, which is not full, closes the run.

    The forms are locked first, so saved changes are included and users with an older copy open get
    a conflict.
    """
    runs = Rescoring.objects.select_for_update(of=("self",)).select_related(
        "table", "round", "started_by"
    )
    rescoring = runs.get(pk=rescoring_id)
    if rescoring.is_finished:
        return rescoring
    if not rescoring.table.is_in_force:  # replaced by another edition: stop
        rescoring.finished_at = at
        rescoring.save()
        return rescoring
    forms = _lock_next_forms(rescoring, size)
    if forms:
        changes = _changes(rescoring, judge, forms)
        write_changes(
            rescoring, changes, judge.verdicts, is_provisional=judge.is_provisional, at=at
        )
        rescoring.last_form = forms[-1]
        rescoring.done = min(rescoring.total, rescoring.done + len(forms))
    rescoring.worked_at = at
    if len(forms) < size:
        rescoring.finished_at, rescoring.done = at, rescoring.total
    rescoring.save()
    return rescoring


def _lock_next_forms(rescoring: Rescoring, size: int) -> list[int]:
    """Lock and return the next forms in order of their keys."""
    forms = _forms(rescoring.table, rescoring.round).filter(
        pk__gt=rescoring.last_form,
        results__standard=rescoring.table.standard_id,
        results__scoring_table__isnull=False,
    )
    locked = forms.select_for_update(of=("self",)).order_by("pk")[:size]
    return list(locked.values_list("pk", flat=True))


def _changes(rescoring: Rescoring, judge: RescoringJudge, forms: list[int]) -> list[Change]:
    """Return the changes of these forms; forms judged as before are left out."""
    rows = (
        scored_by_items(rescoring.table, rescoring.round)
        .filter(assessment__gte=forms[0], assessment__lte=forms[-1])
        .order_by("assessment")
        .values_list(
            "pk",
            "assessment",
            "assessment__state",
            Cast("b1_answers", TextField()),
            Cast("b1_facts", TextField()),
            Cast("answers", TextField()),
            "b1_points",
            "status",
            "scoring_table",
            "is_provisional",
        )
    )
    as_before = (judge.table_id, judge.is_provisional)
    changes = []
    for pk, form, state, b1_answers, b1_facts, answers, points, status, *table in rows:
        number = judge.verdict_on(b1_answers, b1_facts, answers)
        verdict = judge.verdicts[number]
        if (verdict.b1_points, verdict.status, *as_before) != (points, status, *table):
            is_open = verdict.b1_points is None and state == AssessmentState.SUBMITTED
            changes.append((pk, form, number, not is_open))
    return changes

"""Writing new results of many forms in a fixed number of statements.

The results, forms and both histories of 27,771 households are some hundred thousand rows, which
take minutes row by row through the ORM. Here the verdicts go into one small temporary table and the
pairs of result and verdict into another; everything else is INSERT … SELECT and UPDATE … FROM.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from common.history import log_many
from households.models import Assessment, AssessmentResult, Rescoring
from households.services.rescoring_verdicts import RescoringVerdict

# Result key, form key, number of its verdict, whether it is applied to the form.
Change = tuple[int, int, int, bool]
ROWS_A_STATEMENT = 1000

_TABLES = (
    "CREATE TEMPORARY TABLE rescoring_verdict (number integer PRIMARY KEY, b1_points integer,"
    " b1_explanation text, status varchar(10), basis varchar(15), explanation varchar(300),"
    " why text)",
    "CREATE TEMPORARY TABLE rescoring_work (result_id bigint PRIMARY KEY,"
    " form_id bigint NOT NULL, verdict integer NOT NULL, is_applied boolean NOT NULL)",
)
_AWAY = ("DROP TABLE IF EXISTS rescoring_verdict", "DROP TABLE IF EXISTS rescoring_work")

_LOG = """
INSERT INTO households_rescoringchange (rescoring_id, commune_id, result_id, b1_before, b1_after,
    status_before, status_after, explanation, is_applied)
SELECT %s, form.commune_id, result.id, result.b1_points, verdict.b1_points,
    result.status, verdict.status, verdict.why, work.is_applied
FROM rescoring_work AS work
JOIN rescoring_verdict AS verdict ON verdict.number = work.verdict
JOIN households_assessmentresult AS result ON result.id = work.result_id
JOIN households_assessment AS form ON form.id = work.form_id
ORDER BY work.form_id
"""
_RESULTS = """
UPDATE households_assessmentresult SET b1_points = verdict.b1_points,
    b1_explanation = verdict.b1_explanation, status = verdict.status, basis = verdict.basis,
    explanation = verdict.explanation, scoring_table_id = %s, is_provisional = %s
FROM rescoring_work AS work JOIN rescoring_verdict AS verdict ON verdict.number = work.verdict
WHERE households_assessmentresult.id = work.result_id AND work.is_applied
"""
_FORMS = """
UPDATE households_assessment SET version = version + 1
WHERE id IN (SELECT form_id FROM rescoring_work WHERE is_applied)
"""
_CHANGED = (
    (AssessmentResult, "SELECT result_id FROM rescoring_work WHERE is_applied"),
    (Assessment, "SELECT form_id FROM rescoring_work WHERE is_applied"),
)


def write_changes(
    rescoring: Rescoring,
    changes: Sequence[Change],
    verdicts: Sequence[RescoringVerdict],
    *,
    is_provisional: bool,
    at: dt.datetime,
) -> None:
    """Log the changes, write them to results and forms, and write the history of both.

    `verdicts` are all verdicts so far, by number. The caller has locked the forms.
    """
    if not changes:
        return
    reason = f"Chấm lại theo {rescoring.table}"[:100]
    with connection.cursor() as cursor:
        for statement in _AWAY + _TABLES:
            cursor.execute(statement)
        used = sorted({number for _result, _form, number, _applied in changes})
        _fill_verdicts(cursor, [(number, verdicts[number]) for number in used])
        _fill_work(cursor, changes)
        cursor.execute(_LOG, [rescoring.pk])
        cursor.execute(_RESULTS, [rescoring.table_id, is_provisional])
        cursor.execute(_FORMS)
        for model, keys in _CHANGED:
            rows = model.objects.filter(pk__in=RawSQL(keys, ()))  # noqa: S611  (our own words)
            log_many(rows, by=rescoring.started_by, at=at, reason=reason)
        for statement in _AWAY:
            cursor.execute(statement)


def _fill_verdicts(cursor: Any, verdicts: Sequence[tuple[int, RescoringVerdict]]) -> None:
    rows = [
        (number, one.b1_points, one.b1_explanation, one.status, one.basis, one.explanation, one.why)
        for number, one in verdicts
    ]
    _insert(cursor, "rescoring_verdict", rows)


def _fill_work(cursor: Any, changes: Sequence[Change]) -> None:
    if connection.vendor == "postgresql":
        columns = [list(column) for column in zip(*changes, strict=True)]
        cursor.execute(
            "INSERT INTO rescoring_work"
            " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::integer[], %s::boolean[])",
            columns,
        )
    else:
        _insert(cursor, "rescoring_work", changes)


def _insert(cursor: Any, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of plain values: many per statement on PostgreSQL, executemany on SQLite."""
    one_row = f"({', '.join(['%s'] * len(rows[0]))})"
    if connection.vendor == "sqlite":
        cursor.executemany(f"INSERT INTO {table} VALUES {one_row}", rows)  # noqa: S608
        return
    for start in range(0, len(rows), ROWS_A_STATEMENT):
        batch = rows[start : start + ROWS_A_STATEMENT]
        places = ", ".join([one_row] * len(batch))
        values = [value for row in batch for value in row]
        cursor.execute(f"INSERT INTO {table} VALUES {places}", values)  # noqa: S608

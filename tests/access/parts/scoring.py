"""Scoring tables of B1."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from households.models import Rescoring, ScoringTable
from tests import factories
from tests.access.line import EVERYONE, OFFICE, Line
from tests.households.scoring_data import stored_table

LINES: list[Line] = [
    Line("households:scoring_list", "GET", EVERYONE),
    Line("households:scoring_create", "GET", OFFICE),
    Line("households:scoring_create", "POST", OFFICE),
    Line("households:scoring_detail", "GET", EVERYONE, pk="scoring table"),
    Line("households:scoring_compare", "GET", EVERYONE, pk="scoring table"),
    Line("households:scoring_export", "GET", EVERYONE, pk="scoring table"),
    Line("households:scoring_edit", "GET", OFFICE, pk="draft of a table"),
    Line("households:scoring_edit", "POST", OFFICE, pk="draft of a table"),
    Line("households:scoring_head", "GET", OFFICE, pk="draft of a table"),
    Line("households:scoring_head", "POST", OFFICE, pk="draft of a table"),
    Line("households:scoring_edition", "POST", OFFICE, pk="scoring table"),
    Line("households:scoring_apply", "POST", OFFICE, pk="draft of a table"),
    Line("households:scoring_retire", "POST", OFFICE, pk="scoring table"),
    Line("households:scoring_verify", "POST", OFFICE, pk="scoring table"),
    Line("households:scoring_discard", "POST", OFFICE, pk="draft of a table"),
    Line("households:scoring_upload", "GET", OFFICE, pk="draft of a table"),
    Line("households:scoring_upload", "POST", OFFICE, pk="draft of a table"),
    Line("households:scoring_upload_confirm", "POST", OFFICE, pk="draft of a table"),
    Line("households:rescoring_start", "POST", OFFICE, pk="scoring table"),
    Line("households:rescoring_detail", "GET", OFFICE, pk="rescoring"),
    Line("households:rescoring_resume", "POST", OFFICE, pk="rescoring"),
    Line("households:rescoring_export", "GET", OFFICE, pk="rescoring"),
    Line("api:scoring_table_list", "GET", EVERYONE),
    Line("api:scoring_table_list", "POST", OFFICE),
    Line("api:scoring_table_detail", "GET", EVERYONE, pk="scoring table"),
    Line("api:scoring_table_detail", "PUT", OFFICE, pk="draft of a table"),
    Line("api:scoring_table_compare", "GET", EVERYONE, pk="scoring table"),
    Line("api:scoring_table_export", "GET", EVERYONE, pk="scoring table"),
    Line("api:scoring_table_upload", "POST", OFFICE, pk="draft of a table"),
    Line("api:scoring_table_edition", "POST", OFFICE, pk="scoring table"),
    Line("api:scoring_table_apply", "POST", OFFICE, pk="draft of a table"),
    Line("api:scoring_table_retire", "POST", OFFICE, pk="scoring table"),
    Line("api:scoring_table_verify", "POST", OFFICE, pk="scoring table"),
    Line("api:scoring_table_discard", "POST", OFFICE, pk="draft of a table"),
    Line("api:rescoring_start", "POST", OFFICE),
    Line("api:rescoring_detail", "GET", OFFICE, pk="rescoring"),
    Line("api:rescoring_resume", "POST", OFFICE, pk="rescoring"),
    Line("api:rescoring_changes", "GET", OFFICE, pk="rescoring"),
    Line("api:rescoring_export", "GET", OFFICE, pk="rescoring"),
]


def _table(state: str) -> ScoringTable:
    """Return one table per state: an area has at most one in force."""
    known = ScoringTable.objects.filter(state=state).first()
    return known or stored_table(factories.StandardFactory(), state=state)


def _run() -> int:
    known = Rescoring.objects.first()
    return (known or factories.RescoringFactory(table=_table("IN_FORCE"))).pk


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "scoring table": lambda: _table("IN_FORCE").pk,
    "draft of a table": lambda: _table("DRAFT").pk,
    "rescoring": _run,
}

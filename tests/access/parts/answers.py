"""Communes' answers, the district's decisions, attachments."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from targets.models import AllocationAnswer
from tests import factories
from tests.access.line import CHAIR, OFFICER, PLANNERS, Line
from tests.targets.answers_data import give

_ANSWERERS = frozenset({OFFICER, CHAIR})
_SEERS = _ANSWERERS | PLANNERS
_OWN = "commune with a target"
LINES: list[Line] = [
    Line("targets:answers", "GET", PLANNERS),
    Line("targets:answer_home", "GET", _SEERS),
    Line("targets:answer_commune", "GET", _SEERS, pk=_OWN),
    Line("targets:party_report", "POST", _ANSWERERS, pk=_OWN),
    Line("targets:party_report_document", "GET", _SEERS, pk=_OWN),
    Line("targets:answer_accept", "POST", _ANSWERERS, pk=_OWN),
    Line("targets:answer_propose", "POST", _ANSWERERS, pk=_OWN),
    Line("targets:answer_withdraw", "POST", _ANSWERERS, pk="target answer"),
    Line("targets:answer_file", "GET", _SEERS, pk="answer file"),
    Line("targets:answer_compare", "GET", PLANNERS, year="year"),
    Line("targets:answer_compare", "POST", PLANNERS, year="year"),
    Line("targets:answer_reply", "GET", PLANNERS, pk="target answer"),
    Line("api:answer_reply", "GET", PLANNERS, pk="target answer"),
    Line("api:commune_target", "GET", _SEERS, pk=_OWN),
    Line("api:party_report_create", "POST", _ANSWERERS, pk=_OWN),
    Line("api:party_report_document", "GET", _SEERS, pk=_OWN),
    Line("api:target_accept", "POST", _ANSWERERS, pk=_OWN),
    Line("api:target_propose", "POST", _ANSWERERS, pk=_OWN),
    Line("api:target_answer_withdraw", "POST", _ANSWERERS, pk="target answer"),
    Line("api:answer_file", "GET", _SEERS, pk="answer file"),
    Line("api:year_plan_answers", "GET", PLANNERS, year="year with targets"),
    Line("api:year_plan_decisions", "POST", PLANNERS, year="year"),
]


def _commune(commune: Commune) -> int:
    give(commune)
    return commune.pk


def _answer(commune: Commune) -> AllocationAnswer:
    """Return one answer of a commune, created once for all roles."""
    known = AllocationAnswer.objects.filter(commune=commune, withdrawn_at=None).first()
    return known or factories.AllocationAnswerFactory(
        allocation=give(commune).allocation, commune=commune
    )


def _year() -> int:
    return give(factories.CommuneFactory()).allocation.plan.year


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {
    _OWN: _commune,
    "target answer": lambda commune: _answer(commune).pk,
    "answer file": lambda commune: (
        factories.AttachmentFactory(answer=_answer(commune), commune=commune).pk
    ),
}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {"year with targets": _year}

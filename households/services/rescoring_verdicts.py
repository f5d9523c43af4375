"""Verdicts of a table on answers: each combination of answers is judged once."""

import json
from dataclasses import dataclass

from areas.choices import AreaType
from common.errors import Refused
from households import rules
from households.choices import ScoringArea
from households.models import ScoringTable, StandardLine
from households.rules import scoring


class NotJudgedByPoints(Refused):
    """The standard has no published points, so B1 does not decide its classes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RescoringVerdict:
    """B1 with its lines, the class with its reason; `why` is shown in the list of changes."""

    b1_points: int | None
    b1_explanation: str
    status: str = ""
    basis: str = ""
    explanation: str = ""
    why: str


class RescoringJudge:
    """A table with the thresholds and indicators of its standard, and a cache of its verdicts.

    Answers are compared as stored JSON text: equal texts are the same combination, so 27,771 forms
    need some hundred calls of the rule.
    """

    def __init__(self, table: ScoringTable, line: rules.Thresholds, keys: tuple[str, ...]) -> None:
        self.table_id, self.is_provisional = table.pk, table.is_provisional
        self.verdicts: list[RescoringVerdict] = []
        self._rule, self._line, self._keys = table.as_rule(), line, keys
        self._labels = {item.key: item.label for item in self._rule.items}
        self._scored: dict[tuple[str, str], tuple[scoring.B1, str]] = {}
        self._lacking: dict[str, int | None] = {}
        self._numbers: dict[tuple[str, str, int | None], int] = {}

    def verdict_on(self, b1_answers: str, b1_facts: str, answers: str) -> int:
        """Return the number of the verdict on a form's three stored JSON texts."""
        lacking = self._lacking.get(answers, -1)
        if lacking == -1:
            lacking = self._lacking[answers] = self._count(json.loads(answers))
        key = (b1_answers, b1_facts, lacking)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.verdicts)
            self.verdicts.append(self._judge(*self._score(b1_answers, b1_facts), lacking))
        return number

    def _count(self, answers: dict[str, bool | None]) -> int | None:
        """Return the number of deprivations, None while an indicator is not answered."""
        if rules.unanswered(self._keys, answers):
            return None
        return sum(1 for key in self._keys if answers[key])

    def _score(self, b1_answers: str, b1_facts: str) -> tuple[scoring.B1, str]:
        key = (b1_answers, b1_facts)
        if key not in self._scored:
            facts = scoring.RosterFacts.from_json(json.loads(b1_facts))
            b1 = scoring.score(self._rule, json.loads(b1_answers), facts)
            self._scored[key] = b1, b1.explanation
        return self._scored[key]

    def _judge(self, b1: scoring.B1, lines: str, lacking: int | None) -> RescoringVerdict:
        if b1.total is None:
            missing = ", ".join(self._labels[key] for key in b1.missing)
            why = f"Bảng điểm mới còn thiếu câu trả lời: {missing}"
            return RescoringVerdict(b1_points=None, b1_explanation=lines, why=why)
        if lacking is None:
            return RescoringVerdict(b1_points=b1.total, b1_explanation=lines, why=lines)
        facts = rules.Facts(b1_points=b1.total, deprivations=lacking)
        judged = rules.classify(facts, self._line)
        return RescoringVerdict(
            b1_points=b1.total,
            b1_explanation=lines,
            status=judged.status,
            basis=judged.basis,
            explanation=judged.explanation,
            why=f"{lines}\n{judged.explanation}",
        )


def judge_of(table: ScoringTable) -> RescoringJudge:
    """Return the judge by a table with items and answers loaded (`queries.scoring.whole_tables`).

    Raises NotJudgedByPoints where the standard's points are not published.
    """
    is_town = table.area == ScoringArea.URBAN
    line = StandardLine.objects.select_related("standard").get(
        standard=table.standard_id, area_type=AreaType.URBAN if is_town else AreaType.RURAL
    )
    if not line.as_rule().judged_by_points:
        raise NotJudgedByPoints("Chuẩn nghèo này chưa công bố điểm B1.")
    keys = table.standard.indicators.order_by("number").values_list("key", flat=True)
    return RescoringJudge(table, line.as_rule(), tuple(keys))

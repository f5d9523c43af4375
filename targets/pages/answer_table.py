"""The district's table of the communes' answers, and the totals that decisions would lead to."""

from collections.abc import Sequence
from dataclasses import dataclass

from targets.queries.answers_compare import AnswerRow, AnswerTable, DecisionScenario
from targets.words.answers import against_goal, signed


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One commune; the differences are signed and empty without a proposal."""

    row: AnswerRow
    difference: str
    em_difference: str


@dataclass(frozen=True, slots=True)
class ScenarioCard:
    """A scenario with its two sums compared with the district's goals."""

    scenario: DecisionScenario
    fall_words: str
    em_fall_words: str


def answer_lines(table: AnswerTable) -> Sequence[AnswerLine]:
    """Return the communes of the table, in its order."""
    return [
        AnswerLine(row, signed(row.difference), signed(row.em_difference)) for row in table.rows
    ]


def scenario_cards(table: AnswerTable) -> Sequence[ScenarioCard]:
    """Return the totals if all proposals or none are agreed to."""
    return [scenario_card(each) for each in table.scenarios]


def scenario_card(scenario: DecisionScenario) -> ScenarioCard:
    wanted = scenario.wanted
    return ScenarioCard(
        scenario,
        fall_words=against_goal(scenario.fall, wanted.fall),
        em_fall_words=against_goal(scenario.em_fall, wanted.em_fall),
    )

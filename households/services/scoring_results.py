"""B1 of a form by a scoring table: one place puts the points, their reasons and their doubts down."""

from collections.abc import Mapping

from households.models import AssessmentResult, ScoringTable
from households.rules import scoring as rules


def fill_b1(
    result: AssessmentResult,
    *,
    table: ScoringTable,
    answers: Mapping[str, str],
    facts: rules.RosterFacts,
) -> rules.B1:
    """Put a B1 computed by a table into a result (not yet saved) and return it line by line.

    `table` comes whole (`queries_scoring.whole_tables`), `answers` are answer keys by item key,
    `facts` what the register says on the day of the survey. B1 stays empty while an item is
    missing. Only answers to items of the table are kept.
    """
    rule = table.as_rule()
    kept = {
        item.key: answers[item.key] for item in rule.items if item.answer(answers.get(item.key, ""))
    }
    scored = rules.score(rule, kept, facts)
    result.scoring_table = table
    result.b1_answers, result.b1_facts = kept, facts.as_json()
    result.b1_points, result.b1_explanation = scored.total, scored.explanation
    result.is_provisional = scored.is_provisional
    return scored


def enter_b1_total(result: AssessmentResult, points: int | None) -> None:
    """Put a total from the paper form into a result (not yet saved): never provisional."""
    result.scoring_table = None
    result.b1_answers, result.b1_facts, result.b1_explanation = {}, {}, ""
    result.b1_points, result.is_provisional = points, False

"""B1 of a result: the only functions that write its points, their explanation and provisionality."""

from collections.abc import Mapping

from households.models import AssessmentResult, ScoringTable
from households.rules import scoring


def fill_b1(
    result: AssessmentResult,
    *,
    table: ScoringTable,
    answers: Mapping[str, str],
    facts: scoring.RosterFacts,
) -> scoring.B1:
    """Put a B1 computed by a table into a result (without saving) and return it line by line.

    `table` has its items and answers loaded, `answers` are answer keys by item key, `facts` are
    the register's on the day of the survey. B1 stays empty while an item is missing. Only answers
    to items of the table are kept.
    """
    rule = table.as_rule()
    kept = {
        item.key: answers[item.key] for item in rule.items if item.answer(answers.get(item.key, ""))
    }
    scored = scoring.score(rule, kept, facts)
    result.scoring_table = table
    result.b1_answers, result.b1_facts = kept, facts.as_json()
    result.b1_points, result.b1_explanation = scored.total, scored.explanation
    result.is_provisional = scored.is_provisional
    return scored


def enter_b1_total(result: AssessmentResult, points: int | None) -> None:
    """Put a total from the paper form into a result (without saving); it is never provisional."""
    result.scoring_table = None
    result.b1_answers, result.b1_facts, result.b1_explanation = {}, {}, ""
    result.b1_points, result.is_provisional = points, False

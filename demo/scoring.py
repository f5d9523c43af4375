"""Drafts of one commune whose B1 comes from the scoring table, provisional like the table."""

from accounts.models import User
from common.history import update_many
from households.choices import AssessmentState
from households.models import AssessmentResult, PovertyStandard, Round
from households.queries.scoring import roster_facts, scoring_table_for
from households.services.scoring_results import fill_b1

COMMUNE = "23782"  # Ia O
_WRITTEN = (
    "b1_points",
    "scoring_table",
    "b1_answers",
    "b1_facts",
    "b1_explanation",
    "is_provisional",
)


def score_some_drafts(round_: Round, standard: PovertyStandard, *, by: User) -> None:
    """Score the half-answered forms of a commune from the register and one answer."""
    drafts = AssessmentResult.objects.filter(
        assessment__round=round_,
        assessment__state=AssessmentState.DRAFT,
        assessment__commune__code=COMMUNE,
        standard=standard,
    )
    results = list(
        drafts.select_related("assessment__commune")
        .prefetch_related("assessment__household__members")
        .order_by("assessment")
    )
    for result in results:
        form = result.assessment
        day = form.surveyed_on or round_.starts_on
        table = scoring_table_for(standard, form.commune, day)
        if table is None:
            continue
        facts = roster_facts(form.household.members.all(), day)
        answers = {"non_farm_work": "none", "highest_qualification": "lower"}
        fill_b1(result, table=table, answers=answers, facts=facts)
    update_many(results, _WRITTEN, by=by)

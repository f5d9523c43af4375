"""The facts a new form takes over from an earlier one."""

from collections.abc import Mapping, Sequence

from households.choices import AssessmentState
from households.models import Assessment, AssessmentResult, Household, Round
from households.queries.parts import FormPart, answers_given
from households.services.answers import ResultFacts


def source_of(
    household: Household, round_: Round, corrects: Assessment | None
) -> Assessment | None:
    """Return the form a new one is started from: the one it corrects, else the last approved one."""
    if corrects is not None:
        return corrects
    return (
        Assessment.objects.filter(
            household=household,
            state=AssessmentState.APPROVED,
            round__year__lte=round_.year,
        )
        .order_by("-round__year", "-surveyed_on", "-pk")
        .first()
    )


def copy_facts(source: Assessment, assessment: Assessment) -> None:
    """Copy the facts of the household as a whole from the source to a new form.

    A correction is about the same visit: its day, note and reason are copied too.
    """
    assessment.prefilled_from = source
    assessment.house_area = source.house_area
    if assessment.corrects_id == source.pk:
        assessment.surveyed_on, assessment.note = source.surveyed_on, source.note
        assessment.change_reason = source.change_reason


def copied_results(
    source: Assessment, assessment: Assessment, parts: Sequence[FormPart]
) -> list[ResultFacts]:
    """Return the answers a new form starts with: those to the same question in the same words.

    Likewise the answers to the items of B1 when the scoring table is the same. A total of B1 is not
    carried into another year; a correction starts with all of it.
    """
    same_visit = assessment.corrects_id == source.pk
    answers = answers_given(source)
    results = {each.standard_id: each for each in source.results.all()}
    former = results if same_visit else {}
    copied = []
    for part in parts:
        before = former.get(part.standard.pk)
        taken = {
            key: answers[key, wording]
            for key, wording in part.wordings.items()
            if (key, wording) in answers
        }
        if before is not None:
            taken |= {key: before.answers[key] for key in before.overrides}
        copied.append(
            ResultFacts(
                standard_id=part.standard.pk,
                b1_points=before.b1_points if before else None,
                b1_answers=_items(results.get(part.standard.pk), part),
                income_per_person=before.income_per_person if before else None,
                answers=taken,
                overrides=before.overrides if before else {},
            )
        )
    return copied


def _items(before: AssessmentResult | None, part: FormPart) -> Mapping[str, str] | None:
    if before is None or part.table is None or before.scoring_table_id != part.table.pk:
        return None
    answers: Mapping[str, str] = before.b1_answers
    return answers

"""What the chair reads before signing a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from procedure.models import CommuneSubmission
from procedure.queries.decision import DecisionFigures, DecisionPreview, decision_preview
from procedure.words.results import change_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNames:
    """A change of class with the households: head and village, empty where there is one only."""

    words: str
    households: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardPage:
    """The figures of one standard with the changes in words."""

    figures: DecisionFigures
    changes: Sequence[ChangeNames]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPage:
    """The figures of a decision, and the villages by name."""

    preview: DecisionPreview
    standards: Sequence[StandardPage]

    @property
    def village_names(self) -> str:
        return ", ".join(str(review) for review in self.preview.reviews)


def decision_page(submission: CommuneSubmission) -> DecisionPage:
    """Return what the page of a report shows before the decision is signed."""
    preview = decision_preview(submission)
    has_one = len(preview.reviews) == 1
    return DecisionPage(
        preview=preview,
        standards=[
            StandardPage(
                figures=each,
                changes=[
                    ChangeNames(
                        words=change_words(change),
                        households=[
                            (
                                line.listed.household.head_name,
                                "" if has_one else str(line.listed.village_review),
                            )
                            for line in change.lines
                        ],
                    )
                    for change in each.changes
                ],
            )
            for each in preview.standards
        ],
    )

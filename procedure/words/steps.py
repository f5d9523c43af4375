"""Villages' lists in words: the step, who has to act, what keeps a list from being reported."""

from collections.abc import Iterable, Sequence

from procedure.choices import Actor, VillageStep
from procedure.models import VillageReview
from procedure.queries.lists import Hindrances

_NAMED = 5
NOT_LISTED = "Chưa lập danh sách"


def step_label(review: VillageReview | None) -> str:
    """Return the step of a village's list, with its number where it is not the first."""
    if review is None:
        return NOT_LISTED
    again = f" (lần {review.batch})" if review.batch > 1 else ""
    return f"{review.get_step_display()}{again}"


def step_name(step: str) -> str:
    """Return the name of a step; empty is before the list."""
    return VillageStep(step).label if step else NOT_LISTED


def whom_to_call(people: Sequence[str], actor: str) -> str:
    """Return the names of those who have to act, else their office."""
    return ", ".join(people) or Actor(actor).label


def hindrance_sentences(review: VillageReview, found: Hindrances) -> list[str]:
    """Return what keeps a village whose posting is over from being reported."""
    sentences = []
    if found.pending_complaints:
        sentences.append(f"{review}: còn {found.pending_complaints} khiếu nại chưa trả lời.")
    if found.unchecked:
        sentences.append(f"{review}: còn phiếu chưa nộp lại ({names_of(found.unchecked)}).")
    return sentences


def names_of(heads: Iterable[str]) -> str:
    """Return names for a sentence, the first five of many."""
    known = list(heads)
    more = f" và {len(known) - _NAMED} hộ khác" if len(known) > _NAMED else ""
    return ", ".join(known[:_NAMED]) + more

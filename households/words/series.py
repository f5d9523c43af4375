"""The line shown after a review form was submitted."""

from households.models import Assessment


def handed_in(assessment: Assessment, *, left: int | None = None) -> str:
    """Return what was submitted, and how many households of the village are `left` when counted."""
    household = assessment.household
    words = f"Đã nộp phiếu của hộ {household.head_name}"
    if left is None:
        return f"{words}."
    village = household.village.name_in_sentence
    if left:
        return f"{words}; còn {left} hộ của {village} chưa nộp phiếu."
    return f"{words}. {village[:1].upper()}{village[1:]} không còn hộ nào chưa nộp phiếu."

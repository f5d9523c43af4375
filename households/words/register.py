"""Words about a household of the register."""

from households.queries.register import HouseholdPage


def next_form(page: HouseholdPage) -> str:
    """Return the label of the button to this year's review form, "" without a next step."""
    if page.open_round is None:
        return ""
    forms = [form for form in page.assessments if form.round_id == page.open_round.pk]
    year = page.open_round.year
    if any(form.is_draft for form in forms):
        return f"Tiếp tục phiếu năm {year}"
    if any(form.is_submitted for form in forms):
        return ""
    if any(form.is_approved for form in forms):
        return f"Đính chính phiếu năm {year}"
    return f"Lập phiếu rà soát năm {year}"

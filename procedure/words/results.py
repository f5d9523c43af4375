"""Results of a village's review in words, as minutes and decisions note them."""

from households.choices import PovertyStatus
from procedure.queries.decision import ClassChange
from procedure.queries.results import ResultLine

_POOR, _NEAR_POOR = PovertyStatus.POOR, PovertyStatus.NEAR_POOR


def entry_words(line: ResultLine) -> str:
    """Return how a poor or near-poor household came to its class.

    Empty where nothing changed and in the first year of a standard.
    """
    is_listed = line.status in {_POOR, _NEAR_POOR}
    if not (is_listed and line.has_opening) or line.before == line.status:
        return ""
    words: dict[str, str] = {_POOR: "từ hộ nghèo", _NEAR_POOR: "từ hộ cận nghèo"}
    return words.get(line.before, "mới")


def exit_words(line: ResultLine) -> str:
    """Return what became of a household that left a list."""
    if line.status == _NEAR_POOR:
        return "trở thành hộ cận nghèo"
    return "vượt chuẩn cận nghèo" if line.has_exited or line.has_exited_near_poor else ""


def change_words(change: ClassChange) -> str:
    """Return a change of class: "Hộ nghèo → Hộ cận nghèo"; a correction says so."""
    before = PovertyStatus(change.before).label if change.before else "Ngoài danh sách"
    words = f"{before} → {PovertyStatus(change.after).label}"
    return f"Đính chính: {words}" if change.is_correction else words

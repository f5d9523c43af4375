"""The figures of a user's own commune, laid out for the home page."""

from dataclasses import dataclass

from targets.queries.rows import CommuneRow, Progress
from targets.words.progress import target_words
from targets.words.tones import STANDING_TONES


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCommune:
    """The commune's row with the colour of its standing and its targets in words."""

    row: CommuneRow
    tone: str
    target: str
    em_target: str


def own_commune(progress: Progress, commune: int) -> OwnCommune | None:
    """Return the figures of one commune, or None if it has no row of its own."""
    row = next((row for row in progress.communes if row.pk == commune), None)
    if row is None:
        return None
    return OwnCommune(
        row=row,
        tone=STANDING_TONES[row.everyone.standing],
        target=target_words(row.everyone),
        em_target=target_words(row.minority),
    )

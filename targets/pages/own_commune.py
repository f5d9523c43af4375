"""The figures of a user's own commune, prepared for the home page."""

from dataclasses import dataclass

from targets.queries.own_year import OwnFigures
from targets.words.progress import target_words
from targets.words.tones import STANDING_TONES


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCommune:
    """The commune's figures with the colour of its standing and its targets in words."""

    row: OwnFigures
    tone: str
    target: str
    em_target: str


def own_commune(figures: OwnFigures | None) -> OwnCommune | None:
    """Return the figures of the user's commune with their words, None when there are none."""
    if figures is None:
        return None
    return OwnCommune(
        row=figures,
        tone=STANDING_TONES[figures.everyone.standing],
        target=target_words(figures.everyone),
        em_target=target_words(figures.minority),
    )

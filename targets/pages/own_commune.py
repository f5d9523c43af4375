"""The figures of a user's own commune, prepared for the home page."""

from dataclasses import dataclass
from fractions import Fraction

from targets.queries.own_year import OwnFigures
from targets.words.progress import target_words
from targets.words.verdict import VerdictSign, line_sign
from targets.words.verdict_bar import VerdictBar, line_bar


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCommune:
    """The commune's figures with the verdict on its target and its targets in words."""

    row: OwnFigures
    sign: VerdictSign
    bar: VerdictBar | None
    target: str
    em_target: str


def own_commune(figures: OwnFigures | None, *, planned_share: Fraction) -> OwnCommune | None:
    """Return the figures of the user's commune with their words, None when there are none."""
    if figures is None:
        return None
    return OwnCommune(
        row=figures,
        sign=line_sign(figures.everyone, is_due=planned_share > 0),
        bar=line_bar(figures.everyone, planned_share=planned_share),
        target=target_words(figures.everyone),
        em_target=target_words(figures.minority),
    )

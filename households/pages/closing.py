"""The page on which a round is closed: its check list with links, and the figures to be fixed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from households.models import Round
from households.queries.closing import (
    ClosingQuestion,
    FixedFigures,
    Hindrance,
    closing_state,
)

_BY_NAME = {
    "households:assessment_todo",
    "households:assessment_list",
    "procedure:application_list",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """One line of the check list; `url` leads to what is still to be done, if the user may see it."""

    hindrance: Hindrance
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingPage:
    """A round to be closed: `may_propose` and `may_agree` are what the user can do next."""

    round: Round
    lines: Sequence[ChecklistLine]
    figures: Sequence[FixedFigures]
    may_propose: bool
    may_agree: bool
    may_recall: bool

    @property
    def left(self) -> int:
        return sum(not line.hindrance.is_met for line in self.lines)

    @property
    def initial(self) -> dict[str, Any]:
        poor = self.figures[0].poor if self.figures else 0
        return {"version": self.round.version, "poor_households": poor}


def closing_page(round_: Round, *, user: User, on: dt.date, at: dt.datetime) -> ClosingPage:
    """Return the page for a user; a closed round has neither check list nor figures."""
    state = closing_state(ClosingQuestion(round=round_, user=user, on=on, at=at))
    is_ready = round_.is_open and not state.left
    proposed_by = round_.closing_proposed_by_id
    signs = user.may(Action.SIGN_FOR_DISTRICT)
    return ClosingPage(
        round=round_,
        lines=[ChecklistLine(hindrance=each, url=_url(each, user)) for each in state.hindrances],
        figures=state.figures,
        may_propose=is_ready and proposed_by is None and user.may(Action.CONFIGURE),
        may_agree=is_ready and signs and proposed_by not in {None, user.pk},
        may_recall=round_.is_open and proposed_by is not None,
    )


def _url(hindrance: Hindrance, user: User) -> str:
    hidden = hindrance.page in _BY_NAME and not user.may(Action.VIEW_HOUSEHOLDS)
    if hindrance.is_met or not hindrance.page or hidden:
        return ""
    return reverse(hindrance.page) + (f"?{hindrance.query}" if hindrance.query else "")

"""Lines of the list of exit registrations, ready to be printed: the page shows fifty at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from common.formats import DASH, count, vn_date
from households.models import PovertyRecord
from targets.choices import RegistrationState, ReviewOutcome
from targets.models import ExitRegistration
from targets.queries.candidates import CandidateRow

_OUTCOME_TONES = {ReviewOutcome.EXITED: "open", ReviewOutcome.STILL_POOR: "solid"}
_STATE_TONES = {RegistrationState.REGISTERED: "success", RegistrationState.CONSIDERED: "info"}


@dataclass(frozen=True, slots=True)
class ToneWord:
    """A word on its tone."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    """A household in words. `points` and `gap` are muted for a household that is not ranked;
    `state` is None while the commune has not considered it; `note`: since when, or why not."""

    key: int
    record: PovertyRecord
    head_name: str
    code: str
    village: str
    points: str
    gap: str
    helps: str
    outcome: ToneWord
    state: ToneWord | None
    note: str
    may_be_ticked: bool

    @property
    def has_points(self) -> bool:
        return self.points != DASH


def candidate_lines(rows: Iterable[CandidateRow]) -> list[CandidateLine]:
    """Return households of a ranked list as lines; no query."""
    return [_line(row) for row in rows]


def _line(row: CandidateRow) -> CandidateLine:
    record, household, outcome = row.record, row.record.household, row.outcome
    of_minority = " · DTTS" if record.is_ethnic_minority else ""
    return CandidateLine(
        key=household.pk,
        record=record,
        head_name=household.head_name,
        code=f"{household.code}{of_minority}",
        village=household.village.full_name,
        points=count(row.score.points) if row.is_ranked and row.score.has_result else DASH,
        gap=row.score.gap if row.is_ranked else "",
        helps=row.score.helps if row.is_ranked else "",
        outcome=ToneWord(outcome.label, _OUTCOME_TONES.get(outcome, "neutral")),
        state=_state(row.registration),
        note=_note(row.registration),
        may_be_ticked=row.may_register,
    )


def _state(registration: ExitRegistration | None) -> ToneWord | None:
    if registration is None:
        return None
    state = RegistrationState(registration.state)
    return ToneWord(state.label, _STATE_TONES.get(state, "neutral"))


def _note(registration: ExitRegistration | None) -> str:
    if registration is None:
        return ""
    if registration.state == RegistrationState.REGISTERED:
        return vn_date(registration.registered_on)
    return registration.withdrawn_reason

"""Review forms of the demo: points and answers drawn to fit a wanted class, judged by the rule."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import User
from households.choices import AssessmentState, PovertyStatus
from households.models import Assessment, AssessmentResult, PovertyStandard, Round
from households.rules import Facts, Line, classify
from povertyapp.demo.register import Entry
from povertyapp.demo.writing import Writer

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
# How easily an indicator is lacking; those the roster decides are not drawn.
_WEIGHTS = {
    "toilet": 6,
    "housing_quality": 5,
    "water": 4,
    "housing_area": 3,
    "employment": 3,
    "telecom": 3,
    "info_assets": 2,
    "dependents": 2,
    "nutrition": 2,
    "health_access": 1,
}
_VERSIONS = {
    AssessmentState.DRAFT: 2,
    AssessmentState.SUBMITTED: 3,
    AssessmentState.APPROVED: 4,
    AssessmentState.SUPERSEDED: 5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """A standard as one commune's forms meet it."""

    standard: PovertyStandard
    line: Line
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form just made, its day of approval, and the class under each of its standards."""

    assessment: Assessment
    day: dt.date
    results: tuple[AssessmentResult, ...]


@dataclass(slots=True, kw_only=True)
class FormFiller:
    """Fills the forms of one commune. The first judge is that of the year's goals."""

    rng: Random
    writer: Writer
    officer: User
    chair: User
    commune_id: int

    def approved(
        self,
        entry: Entry,
        round_: Round,
        judges: Sequence[Judge],
        wanted: str,
        days: tuple[dt.date, dt.date],
        decided_on: dt.date | None = None,
    ) -> Filled:
        """Make an approved form, surveyed between two days, of the class that is wanted.

        `decided_on`: the day of the decision that ended the procedure, where the round has one.
        """
        state = AssessmentState.APPROVED
        return self._fill(entry, round_, judges, wanted, days, state, decided_on)

    def submitted(
        self,
        entry: Entry,
        round_: Round,
        judges: Sequence[Judge],
        wanted: str,
        days: tuple[dt.date, dt.date],
    ) -> Filled:
        """Make a form that waits for the chair."""
        return self._fill(entry, round_, judges, wanted, days, AssessmentState.SUBMITTED)

    def draft(
        self,
        entry: Entry,
        round_: Round,
        judges: Sequence[Judge],
        wanted: str,
        days: tuple[dt.date, dt.date],
    ) -> Filled:
        """Make a form that is only half answered."""
        filled = self._fill(entry, round_, judges, wanted, days, AssessmentState.DRAFT)
        for result, judge in zip(filled.results, judges, strict=True):
            for key in judge.keys[self.rng.randint(3, 7) :]:
                result.answers[key] = None
            _count_deprivations(result, judge.line)
            result.status = result.basis = result.explanation = ""
        return filled

    def correction(self, wrong: Filled, right: Filled, reason: str) -> None:
        """Let one approved form replace another of the same household and round."""
        wrong.assessment.state = AssessmentState.SUPERSEDED
        wrong.assessment.version = _VERSIONS[AssessmentState.SUPERSEDED]
        right.assessment.corrects_id = wrong.assessment.pk
        right.assessment.correction_reason = reason

    def _fill(
        self,
        entry: Entry,
        round_: Round,
        judges: Sequence[Judge],
        wanted: str,
        days: tuple[dt.date, dt.date],
        state: AssessmentState,
        decided_on: dt.date | None = None,
    ) -> Filled:
        surveyed_on = days[0] + dt.timedelta(days=self.rng.randint(0, (days[1] - days[0]).days))
        assessment = Assessment(
            client_id=uuid.UUID(int=self.rng.getrandbits(128), version=4),
            household_id=entry.household.pk,
            commune_id=self.commune_id,
            round=round_,
            state=state,
            surveyed_on=surveyed_on,
            entered_by=self.officer,
            entered_at=self._office_hour(surveyed_on, self.rng.randint(0, 2)),
            version=_VERSIONS[state],
        )
        if state != AssessmentState.DRAFT:
            assessment.submitted_by = self.officer
            assessment.submitted_at = assessment.entered_at + dt.timedelta(
                minutes=self.rng.randint(4, 50)
            )
        approved_on = decided_on or surveyed_on + dt.timedelta(days=self.rng.randint(3, 8))
        if state == AssessmentState.APPROVED:
            assessment.approved_by = self.chair
            assessment.approved_at = self._office_hour(approved_on, 0)
            assessment.cleared_on = decided_on
        self.writer.add(assessment)
        return Filled(
            assessment=assessment,
            day=approved_on,
            results=tuple(self._results(entry, assessment, judges, wanted)),
        )

    def _office_hour(self, day: dt.date, days_later: int) -> dt.datetime:
        minutes = self.rng.randint(7 * 60 + 30, 16 * 60)
        moment = dt.datetime.combine(day, dt.time(0), tzinfo=VIETNAM)
        return moment + dt.timedelta(days=days_later, minutes=minutes)

    def _results(
        self, entry: Entry, assessment: Assessment, judges: Sequence[Judge], wanted: str
    ) -> list[AssessmentResult]:
        points, deprived = _facts_for(self.rng, wanted, judges[0].line, len(entry.lacks))
        made = []
        for position, judge in enumerate(judges):
            if position:  # another point table, the same household
                points = max(5, points + self.rng.randint(-25, 8))
                deprived += self.rng.randint(0, 1)
            answers = _answers(self.rng, judge.keys, entry.lacks, deprived)
            result = AssessmentResult(
                assessment=assessment,
                standard=judge.standard,
                b1_points=points,
                answers=answers,
            )
            _count_deprivations(result, judge.line)
            _judge(result, judge.line)
            made.append(self.writer.add(result))
        return made


def _facts_for(rng: Random, wanted: str, line: Line, least: int) -> tuple[int, int]:
    """Return B1 points and a number of deprivations that make the wanted class."""
    low, high = line.score_low, line.score_high
    if low is None or high is None:
        raise ValueError("The demo fills in forms of standards with published points only.")
    limit = line.deprivation_limit // line.points_per_deprivation
    if wanted == PovertyStatus.NOT_POOR:
        return rng.randint(high + 1, high + 45), max(least, rng.randint(0, 3))
    if wanted == PovertyStatus.NEAR_POOR:
        return rng.randint(low + 1, high), min(limit - 1, max(least, rng.randint(0, 2)))
    if rng.random() < 0.8:
        return rng.randint(low - 50, low), max(least, rng.randint(1, 6))
    return rng.randint(low + 1, high), max(least, rng.randint(limit, 6))


def _answers(
    rng: Random, keys: Sequence[str], lacks: Sequence[str], number: int
) -> dict[str, bool | None]:
    """Answer every indicator, `number` of them with "lacking", those the roster shows first."""
    lacking = [key for key in keys if key in lacks][:number]
    others = [key for key in keys if key in _WEIGHTS]
    others.sort(key=lambda key: rng.random() ** (1 / _WEIGHTS[key]), reverse=True)
    lacking += others[: number - len(lacking)]
    return {key: key in lacking for key in keys}


def _count_deprivations(result: AssessmentResult, line: Line) -> None:
    answers: Mapping[str, bool | None] = result.answers
    result.b2_points = line.points_per_deprivation * sum(map(bool, answers.values()))


def _judge(result: AssessmentResult, line: Line) -> None:
    deprivations = sum(map(bool, result.answers.values()))
    judged = classify(Facts(b1_points=result.b1_points, deprivations=deprivations), line)
    result.status, result.basis = judged.status, judged.basis
    result.explanation = judged.explanation

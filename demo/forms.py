"""Review forms of the demo, signed and dated, consistent with the year before."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import User
from demo.answers import DemoAnswers, DemoJudge, first_said, house_area, next_said
from demo.people import BASE_YEAR
from demo.register import DemoHousehold
from demo.writing import Writer
from households.choices import AssessmentState, PovertyStatus
from households.models import Assessment, AssessmentResult, Member, Round
from households.queries.people import home_of
from households.rules import Facts, Home, Thresholds, classify, derive, turn
from households.rules.deprivation import LEAST_AREA

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_REASONS = {
    True: (
        "Có thêm người đi làm công ty cao su, thu nhập ổn định",
        "Cà phê, điều được mùa, được giá",
        "Vay vốn nuôi bò sinh sản, đã bán lứa đầu",
        "Con lớn đi làm xa gửi tiền về, đã sửa nhà",
        "Được hỗ trợ làm nhà tiêu, nước sạch trong năm",
    ),
    False: (
        "Lao động chính ốm nặng, phải nghỉ làm cả năm",
        "Cà phê già cỗi, mất mùa, nợ tiền phân bón",
        "Sinh thêm con, nhà còn một lao động",
        "Nhà hư hỏng sau mưa bão, chưa sửa được",
    ),
}
_VERSIONS = {
    AssessmentState.DRAFT: 2,
    AssessmentState.SUBMITTED: 3,
    AssessmentState.APPROVED: 4,
    AssessmentState.SUPERSEDED: 5,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The form of a household of one year, as input for the next."""

    assessment: Assessment
    said: DemoAnswers
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A new form, the day of its approval, and the class under each of its standards."""

    assessment: Assessment
    day: dt.date
    results: tuple[AssessmentResult, ...]


@dataclass(slots=True, kw_only=True)
class FormFiller:
    """Creates the forms of one commune. The first judge is that of the year's goals.

    `opening` is the class of each household, by key, on the opening list of the year.
    """

    rng: Random
    writer: Writer
    officer: User
    chair: User
    commune_id: int
    opening: dict[int, str] = field(default_factory=dict)
    _last: dict[tuple[int, int], Last] = field(default_factory=dict)

    def approved(
        self,
        entry: DemoHousehold,
        round_: Round,
        judges: Sequence[DemoJudge],
        wanted: str,
        days: tuple[dt.date, dt.date],
        decided_on: dt.date | None = None,
    ) -> Filled:
        """Create an approved form of a class, surveyed between two days.

        `decided_on`: the day of the decision, where the round follows the procedure.
        """
        state = AssessmentState.APPROVED
        return self._fill(entry, round_, judges, wanted, days, state, decided_on)

    def submitted(
        self,
        entry: DemoHousehold,
        round_: Round,
        judges: Sequence[DemoJudge],
        wanted: str,
        days: tuple[dt.date, dt.date],
    ) -> Filled:
        """Create a form that waits for the chair."""
        return self._fill(entry, round_, judges, wanted, days, AssessmentState.SUBMITTED)

    def draft(
        self,
        entry: DemoHousehold,
        round_: Round,
        judges: Sequence[DemoJudge],
        wanted: str,
        days: tuple[dt.date, dt.date],
    ) -> Filled:
        """Create a half-answered form."""
        filled = self._fill(entry, round_, judges, wanted, days, AssessmentState.DRAFT)
        for result, judge in zip(filled.results, judges, strict=True):
            asked = [key for key in judge.wordings if key not in result.derived]
            for key in asked[self.rng.randint(2, 4) :]:
                result.answers[key] = None
            _count_deprivations(result, judge.line)
            result.status = result.basis = result.explanation = ""
        filled.assessment.change_reason = ""
        return filled

    def correction(self, wrong: Filled, right: Filled, reason: str) -> None:
        """Replace an approved form by another of the same household and round."""
        wrong.assessment.state = AssessmentState.SUPERSEDED
        wrong.assessment.version = _VERSIONS[AssessmentState.SUPERSEDED]
        right.assessment.corrects_id = wrong.assessment.pk
        right.assessment.correction_reason = reason
        right.assessment.prefilled_from_id = wrong.assessment.pk

    def _fill(
        self,
        entry: DemoHousehold,
        round_: Round,
        judges: Sequence[DemoJudge],
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
        results = tuple(self._results(entry, assessment, judges, wanted))
        return Filled(assessment=assessment, day=approved_on, results=results)

    def _office_hour(self, day: dt.date, days_later: int) -> dt.datetime:
        minutes = self.rng.randint(7 * 60 + 30, 16 * 60)
        moment = dt.datetime.combine(day, dt.time(0), tzinfo=VIETNAM)
        return moment + dt.timedelta(days=days_later, minutes=minutes)

    def _results(
        self, entry: DemoHousehold, assessment: Assessment, judges: Sequence[DemoJudge], wanted: str
    ) -> list[AssessmentResult]:
        day = assessment.surveyed_on or assessment.entered_at.date()
        household, year = entry.household.pk, assessment.round.year
        last = self._last.get((household, year - 1))
        people = entry.people[: entry.size_before] if year <= BASE_YEAR else entry.people
        home = home_of(people, day, None)
        first = first_said(self.rng, judges[0], home, wanted, last.said if last else None)
        self._describe(people, assessment, first, last)
        home = home_of(people, day, assessment.house_area)
        _settle_area(first, judges[0], home)
        others = (next_said(self.rng, j, home, first, judges[0].wordings) for j in judges[1:])
        said = [first, *others]
        results = [
            self.writer.add(_result(assessment, judge, each))
            for judge, each in zip(judges, said, strict=True)
        ]
        self._explain(household, assessment, results[0], last)
        self._last[household, year] = Last(
            assessment=assessment, said=first, status=results[0].status
        )
        return results

    def _describe(
        self, people: Sequence[Member], assessment: Assessment, said: DemoAnswers, last: Last | None
    ) -> None:
        """Set the members and the house; the house of last year unless it was built since."""
        assessment.people = {str(each.client_id): each.full_name for each in people}
        is_small, size = bool(said.answers.get("housing_area")), len(people)
        if last is not None:
            area = last.assessment.house_area
            assessment.prefilled_from_id = last.assessment.pk
            if area is not None and (area < LEAST_AREA * size) == is_small:
                assessment.house_area = area
                return
        assessment.house_area = house_area(self.rng, size, is_small=is_small)

    def _explain(
        self, household: int, assessment: Assessment, result: AssessmentResult, last: Last | None
    ) -> None:
        """Set the reason that is required when points or class changed."""
        before = self.opening.get(household, ""), last.status if last else ""
        found = turn(
            last_b1=last.said.points if last else None,
            b1_points=result.b1_points,
            limit=assessment.round.b1_change_limit,
            classes_before=before,
            status=result.status,
        )
        if not found:
            return
        order = list(PovertyStatus.values)  # from poor to not poor
        rises = found.b1_moved > 0
        if found.class_before:
            rises = order.index(result.status) > order.index(found.class_before)
        assessment.change_reason = self.rng.choice(_REASONS[rises])


def _settle_area(said: DemoAnswers, judge: DemoJudge, home: Home) -> None:
    """Answer the question about the area from the area, as the form does."""
    known = derive(judge.wordings, home).get("housing_area")
    if known is not None:
        said.answers["housing_area"] = known.answer
        said.derived["housing_area"] = known.why


def _result(assessment: Assessment, judge: DemoJudge, said: DemoAnswers) -> AssessmentResult:
    result = AssessmentResult(
        assessment=assessment,
        standard=judge.standard,
        b1_points=said.points,
        answers=said.answers,
        derived=said.derived,
        overrides=said.overrides,
    )
    _count_deprivations(result, judge.line)
    _judge(result, judge.line)
    return result


def _count_deprivations(result: AssessmentResult, line: Thresholds) -> None:
    answers: Mapping[str, bool | None] = result.answers
    result.b2_points = line.points_per_deprivation * sum(map(bool, answers.values()))


def _judge(result: AssessmentResult, line: Thresholds) -> None:
    deprivations = sum(map(bool, result.answers.values()))
    judged = classify(Facts(b1_points=result.b1_points, deprivations=deprivations), line)
    result.status, result.basis = judged.status, judged.basis
    result.explanation = judged.explanation

"""The villages of one commune and their steps of the procedure, as rows."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from areas.models import Village
from common.history import create_many
from demo.forms import Filled
from demo.register import DemoHousehold
from demo.steps import Schedule
from households.choices import PovertyStatus
from households.models import Round
from procedure.choices import ComplaintOutcome, ListOrigin, ListOutcome, VillageStep
from procedure.models import (
    Certificate,
    CommuneSubmission,
    Complaint,
    DistrictOpinion,
    ListedHousehold,
    Posting,
    Procedure,
    RecognitionDecision,
    SubmittedReview,
    VillageMeeting,
    VillageReview,
)
from procedure.rules import has_passed

SUBMITTED_VERSION = 3
SURVEY_DUE, SURVEY_LATE = dt.date(2021, 11, 30), dt.date(2021, 11, 10)
_ORIGINS: dict[str, ListOrigin] = {
    PovertyStatus.POOR: ListOrigin.CURRENT_POOR,
    PovertyStatus.NEAR_POOR: ListOrigin.CURRENT_NEAR_POOR,
}


@dataclass(slots=True, kw_only=True)
class DemoVillageList:
    """A list to be created: its households, its step and the days of its steps."""

    village: Village
    step: str
    days: Schedule
    batch: int = 1
    rows: list[tuple[DemoHousehold, Filled | None, str]] = field(default_factory=list)

    def has_passed(self, step: VillageStep) -> bool:
        return has_passed(self.step, step)


@dataclass(slots=True, kw_only=True)
class Book:
    """Writes the lists of one commune and their dependent rows.

    The forms must be in the database; the rows of each model are inserted with one statement.
    """

    round_: Round
    procedure: Procedure
    officer: User
    chair: User
    lists: Sequence[DemoVillageList]
    _reviews: list[VillageReview] = field(default_factory=list)

    def write(self) -> None:
        """Insert the rows, model by model."""
        self._reviews = create_many([self._review(each) for each in self.lists], by=self.officer)
        pairs = list(zip(self.lists, self._reviews, strict=True))
        create_many([row for pair in pairs for row in self._listed(*pair)], by=self.officer)
        met = [pair for pair in pairs if pair[0].has_passed(VillageStep.MEETING)]
        create_many([row for pair in met for row in self._meetings(*pair)], by=self.officer)
        self._post(met)
        self._report([pair for pair in met if pair[0].has_passed(VillageStep.REPORTING)])

    def _review(self, each: DemoVillageList) -> VillageReview:
        days, is_late = each.days, each.village.pk % 3 == 0
        past = each.has_passed
        return VillageReview(
            round=self.round_,
            commune_id=each.village.commune_id,
            village=each.village,
            batch=each.batch,
            step=each.step,
            opened_on=days.opened,
            survey_due_on=SURVEY_LATE if is_late else SURVEY_DUE,
            survey_started_on=days.started if past(VillageStep.LISTING) else None,
            survey_finished_on=days.finished if past(VillageStep.SURVEY) else None,
            posting_closed_on=days.ends if past(VillageStep.POSTING) else None,
            recognised_on=days.decided if each.step == VillageStep.RECOGNISED else None,
            version=1 + list(VillageStep).index(VillageStep(each.step)),
        )

    def _listed(self, each: DemoVillageList, review: VillageReview) -> Iterable[ListedHousehold]:
        is_decided = each.step == VillageStep.RECOGNISED
        is_noted = each.has_passed(VillageStep.MEETING)
        for entry, filled, origin in each.rows:
            yield ListedHousehold(
                village_review=review,
                round=self.round_,
                commune_id=review.commune_id,
                household=entry.household,
                origin=origin or _ORIGINS.get(entry.status, ListOrigin.APPLICATION),
                outcome=ListOutcome.RECOGNISED if is_decided else ListOutcome.OPEN,
                assessment=filled.assessment if filled and is_noted else None,
                assessed_version=SUBMITTED_VERSION if filled and is_noted else None,
            )

    def _meetings(self, each: DemoVillageList, review: VillageReview) -> Iterable[VillageMeeting]:
        """Create the meeting that agreed, and in a few villages an earlier one that did not."""
        number = 1
        if review.pk % 9 == 4:
            day = each.days.finished - dt.timedelta(days=2)
            yield self._meeting(review, number, day, present=47, votes_for=21, listed=0)
            number = 2
        present = 38 + review.pk * 7 % 45
        against = review.pk % 5
        yield self._meeting(
            review,
            number,
            each.days.met,
            present=present,
            votes_for=present - against - review.pk % 3,
            listed=len(each.rows),
        )

    def _meeting(
        self,
        review: VillageReview,
        number: int,
        day: dt.date,
        *,
        present: int,
        votes_for: int,
        listed: int,
    ) -> VillageMeeting:
        agreed = votes_for * 2 >= present
        return VillageMeeting(
            village_review=review,
            commune_id=review.commune_id,
            procedure=self.procedure,
            number=number,
            held_on=day,
            place=f"Nhà văn hóa {review.village.name_in_sentence}",
            chair_name="Rơ Châm Mẫu",
            secretary_name="Siu Mẫu",
            invited=present + 12,
            present=present,
            votes_for=votes_for,
            votes_against=min(review.pk % 5, present - votes_for),
            households_represented=listed,
            opinions="" if agreed else "Đề nghị xem lại điểm tài sản của một số hộ.",
            agreed=agreed,
        )

    def _post(self, met: Sequence[tuple[DemoVillageList, VillageReview]]) -> None:
        postings = create_many([self._posting(*pair) for pair in met], by=self.officer)
        complaints = [
            row
            for (each, review), posting in zip(met, postings, strict=True)
            for row in self._complaints(each, review, posting)
        ]
        create_many(complaints, by=self.officer)

    def _posting(self, each: DemoVillageList, review: VillageReview) -> Posting:
        return Posting(
            village_review=review,
            commune_id=review.commune_id,
            procedure=self.procedure,
            places=f"Nhà văn hóa {review.village.name_in_sentence} và trụ sở UBND xã",
            posted_on=each.days.posted,
            ends_on=each.days.ends,
            closed_on=each.days.ends if each.has_passed(VillageStep.POSTING) else None,
        )

    def _complaints(
        self, each: DemoVillageList, review: VillageReview, posting: Posting
    ) -> Iterable[Complaint]:
        """Create a complaint in every fourth village; before the report some are unanswered."""
        if review.pk % 4 != 1 or not each.rows:
            return
        is_answered = each.has_passed(VillageStep.REPORTING)
        answers = (
            (ComplaintOutcome.REJECTED, "Tài sản hộ kê khai đúng với thực tế"),
            (ComplaintOutcome.WITHDRAWN, "Người khiếu nại đã rút đơn"),
        )
        outcome, answer = answers[review.pk // 4 % 2]
        yield Complaint(
            village_review=review,
            posting=posting,
            commune_id=review.commune_id,
            household=each.rows[0][0].household,
            complainant="Ksor Mẫu",
            content="Đề nghị xem lại điểm vì hộ mới có thêm tài sản",
            received_on=posting.posted_on,
            due_on=posting.ends_on,
            outcome=outcome if is_answered else ComplaintOutcome.PENDING,
            answer=answer if is_answered else "",
            answered_on=posting.ends_on if is_answered else None,
        )

    def _report(self, passed: Sequence[tuple[DemoVillageList, VillageReview]]) -> None:
        """Report, answer and decide; lists with one schedule are in one report."""
        together: dict[tuple[Schedule, str], list[tuple[DemoVillageList, VillageReview]]] = (
            defaultdict(list)
        )
        for each, review in passed:
            together[each.days, each.step].append((each, review))
        reports = sorted(together.items(), key=lambda item: (item[0][0].sent, item[0][1]))
        serial = 0
        for number, ((_days, step), pairs) in enumerate(reports, start=1):
            serial = self._one_report(number, step, pairs, serial)

    def _one_report(
        self,
        number: int,
        step: str,
        pairs: Sequence[tuple[DemoVillageList, VillageReview]],
        serial: int,
    ) -> int:
        days, commune_id = pairs[0][0].days, pairs[0][1].commune_id
        submission = self._one(
            CommuneSubmission(
                round=self.round_,
                commune_id=commune_id,
                procedure=self.procedure,
                number=number,
                sent_on=days.sent,
                opinion_due_on=days.opinion_due,
                version={VillageStep.OPINION: 1, VillageStep.DECISION: 2}.get(VillageStep(step), 3),
            )
        )
        rows = [SubmittedReview(submission=submission, village_review=each) for _, each in pairs]
        create_many(rows, by=self.officer)
        if step == VillageStep.OPINION:
            return serial
        self._one(
            DistrictOpinion(
                submission=submission,
                commune_id=commune_id,
                document_number=f"{200 + commune_id * 10 + number}/UBND-LĐTBXH",
                answered_on=days.answered,
                agrees=True,
            )
        )
        if step == VillageStep.DECISION:
            return serial
        decision = self._one(
            RecognitionDecision(
                submission=submission,
                round=self.round_,
                commune_id=commune_id,
                number=f"{60 + number * 4}/QĐ-UBND",
                year=days.decided.year,
                decided_on=days.decided,
                signer_name=self.chair.full_name,
            ),
            by=self.chair,
        )
        certificates = list(self._certificates(decision, pairs, serial))
        create_many(certificates, by=self.chair)
        return serial + len(certificates)

    def _one(self, row: Any, by: User | None = None) -> Any:
        (made,) = create_many([row], by=by or self.officer)
        return made

    @staticmethod
    def _certificates(
        decision: RecognitionDecision,
        pairs: Sequence[tuple[DemoVillageList, VillageReview]],
        serial: int,
    ) -> Iterable[Certificate]:
        for each, _review in pairs:
            for entry, filled, _origin in each.rows:
                for result in filled.results if filled else ():
                    if result.status in _ORIGINS:
                        serial += 1
                        yield Certificate(
                            decision=decision,
                            commune_id=decision.commune_id,
                            household=entry.household,
                            standard=result.standard,
                            status=result.status,
                            year=decision.year,
                            number=serial,
                        )

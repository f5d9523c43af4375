"""A village with a finished round, from which every document can be built."""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

from docx import Document

from areas.models import Village
from households.models import PovertyStandard, Round
from procedure.models import (
    Certificate,
    CommuneSubmission,
    ListedHousehold,
    Posting,
    Procedure,
    RecognitionDecision,
    SubmittedReview,
    VillageMeeting,
    VillageReview,
)
from procedure.services.reference import load_procedures
from tests import factories

HELD_ON = dt.date(2021, 10, 5)
DECIDED_ON = dt.date(2021, 11, 9)
# Class at the opening, class now, B1.
HOUSEHOLDS = (
    ("POOR", "POOR", 110),
    ("POOR", "NEAR_POOR", 140),
    ("POOR", "NOT_POOR", 160),
    ("NEAR_POOR", "POOR", 115),
    ("NEAR_POOR", "NOT_POOR", 170),
    ("", "POOR", 90),
    ("", "NOT_POOR", 180),
)
MOVEMENTS = {
    ("POOR", "POOR"): "STAYED_POOR",
    ("POOR", "NEAR_POOR"): "EXITED_TO_NEAR_POOR",
    ("POOR", "NOT_POOR"): "EXITED_ABOVE",
    ("NEAR_POOR", "POOR"): "FELL_FROM_NEAR_POOR",
    ("", "POOR"): "FIRST_POOR",
}


@dataclass(frozen=True, kw_only=True)
class Papers:
    review: VillageReview
    meeting: VillageMeeting
    posting: Posting
    submission: CommuneSubmission
    decision: RecognitionDecision
    certificates: list[Certificate]


def village_with_papers(village: Village, standard: PovertyStandard, round_: Round) -> Papers:
    load_procedures()
    procedure = Procedure.objects.get(code="QD24-2021")
    commune = village.commune
    review = VillageReview.objects.create(
        round=round_, commune=commune, village=village, opened_on=dt.date(2021, 9, 1)
    )
    listed = [_listed(review, standard, *each) for each in HOUSEHOLDS]
    meeting = VillageMeeting.objects.create(
        village_review=review,
        commune=commune,
        procedure=procedure,
        number=1,
        held_on=HELD_ON,
        place="Nhà văn hóa làng",
        chair_name="Rơ Mah Hyun",
        secretary_name="Siu Thảo",
        invited=40,
        present=36,
        votes_for=30,
        votes_against=4,
        households_represented=6,
        opinions="Đề nghị xem lại hộ thứ ba",
        agreed=True,
    )
    posting = Posting.objects.create(
        village_review=review,
        commune=commune,
        procedure=procedure,
        places="Nhà văn hóa làng; trụ sở UBND xã",
        posted_on=dt.date(2021, 10, 6),
        ends_on=dt.date(2021, 10, 11),
    )
    submission = CommuneSubmission.objects.create(
        round=round_,
        commune=commune,
        procedure=procedure,
        number=CommuneSubmission.objects.count() + 1,
        sent_on=dt.date(2021, 10, 20),
    )
    SubmittedReview.objects.create(submission=submission, village_review=review)
    decision = RecognitionDecision.objects.create(
        submission=submission,
        round=round_,
        commune=commune,
        number=f"{104 + submission.number}",
        year=2021,
        decided_on=DECIDED_ON,
        signer_name="Nguyễn Văn Bình",
    )
    certified = [row for row in listed if row.assessment.results.get().status != "NOT_POOR"]
    certificates = [
        Certificate.objects.create(
            decision=decision,
            commune=commune,
            household=row.household,
            standard=standard,
            status=row.assessment.results.get().status,
            year=2021,
            number=number,
        )
        for number, row in enumerate(certified, start=Certificate.objects.count() + 1)
    ]
    return Papers(
        review=review,
        meeting=meeting,
        posting=posting,
        submission=submission,
        decision=decision,
        certificates=certificates,
    )


def _listed(review, standard, opening, status, points) -> ListedHousehold:
    household = factories.HouseholdFactory(village=review.village)
    if opening or status == "POOR":
        factories.PovertyRecordFactory(
            household=household,
            standard=standard,
            opening_status=opening,
            status=status,
            movement=MOVEMENTS.get((opening, status), "NONE"),
        )
    form = factories.AssessmentFactory(household=household, round=review.round, approved=True)
    factories.ResultFactory(
        assessment=form,
        standard=standard,
        b1_points=points,
        status=status,
        basis="BY_INCOME" if status == "POOR" else "",
    )
    return ListedHousehold.objects.create(
        village_review=review,
        round=review.round,
        commune=review.commune,
        household=household,
        origin="CURRENT_POOR",
        outcome="RECOGNISED",
        assessment=form,
        assessed_version=form.version,
    )


def read(content: bytes):
    """Open a generated Word file."""
    return Document(BytesIO(content))


def words_of(content: bytes) -> str:
    """Return the visible text of a Word file line by line, including tables and headers."""
    document = read(content)
    lines = [
        "".join(each.text or "" for each in block.iter("{*}t"))
        for block in document.element.body.iter("{*}p")
    ]
    for section in document.sections:
        for head in (section.first_page_header, section.header):
            lines += [paragraph.text for paragraph in head.paragraphs]
    return "\n".join(lines)

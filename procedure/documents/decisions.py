"""The commune's report to the district, the decision of recognition, and the certificates."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from accounts.queries import signer_of
from areas.documents import address_of, frame, superior_of
from common.text import lower_first
from common.word import WordPaper, day_words, filename_of, sentence, short_day
from households.models import Member
from papers.queries import word_paper
from procedure.documents.frame import numbered
from procedure.documents.lists import classes_of, summary_of
from procedure.models import (
    Certificate,
    CommuneSubmission,
    Complaint,
    DistrictOpinion,
    RecognitionDecision,
    VillageReview,
)
from procedure.queries.decision import kept_reviews
from procedure.queries.results import ResultLine, StandardResults, results_of
from procedure.words.grounds import bases, laws

DRAFT_MARK = "DỰ THẢO"
_HEAD = "Chủ hộ"


def decision_paper(decision: RecognitionDecision) -> WordPaper:
    """Return the decision that recognises the lists of a report, with the lists by village."""
    reviews = kept_reviews(decision.submission)
    values = {
        **_decision_values(decision.submission, reviews, on=decision.decided_on, recognised=True),
        **frame(decision.commune, decision.decided_on),
        "number": numbered(decision.number, "QĐ-UBND"),
        "dated": f"ngày {day_words(decision.decided_on)}",
        "signer": decision.signer_name,
    }
    name = filename_of("quyet-dinh-cong-nhan", decision.commune.name, decision.decided_on)
    return word_paper("recognition_decision", filename=name, values=values)


def draft_paper(submission: CommuneSubmission, *, on: dt.date) -> WordPaper:
    """Return the same before it is signed: marked as a draft, without number and date.

    `on` is the day whose law is cited.
    """
    framed = frame(submission.commune, None)
    values = {
        **_decision_values(submission, kept_reviews(submission), on=on, recognised=False),
        **framed,
        "mark": " – ".join(each for each in (DRAFT_MARK, framed["mark"]) if each),
        "number": numbered("", "QĐ-UBND"),
        "dated": "ngày      tháng      năm         ",
        "signer": signer_of(submission.commune),
    }
    name = filename_of("du-thao-quyet-dinh", submission.commune.name, on)
    return word_paper("recognition_decision", filename=name, values=values)


def _decision_values(
    submission: CommuneSubmission,
    reviews: Sequence[VillageReview],
    *,
    on: dt.date,
    recognised: bool,
) -> dict[str, Any]:
    round_, superior = submission.round, superior_of(submission.commune)
    results = results_of(reviews, round_, recognised=recognised)
    texts = [each.standard.legal_basis for each in results]
    return {
        "title": f"Công nhận danh sách hộ nghèo, hộ cận nghèo, hộ thoát nghèo, hộ thoát cận nghèo"
        f" năm {round_.year}",
        "bases": bases(on, *texts, submission.procedure.legal_basis),
        "round": str(round_).lower(),
        "year": str(round_.year),
        "opinion": _opinion_words(submission, superior),
        "village_names": _names(reviews),
        "summary": [summary_of(each) for each in results],
        "superior": superior,
        "lists": [each for standard in results for each in _lists(standard, round_.year)],
    }


def certificates_paper(
    decision: RecognitionDecision, certificates: Sequence[Certificate]
) -> WordPaper:
    """Return certificates of a decision, one per page: all, or one household's."""
    known = _members_of(certificates)
    values = {
        **frame(decision.commune, decision.decided_on),
        "number": numbered(decision.number, "QĐ-UBND"),
        "dated": f"ngày {day_words(decision.decided_on)}",
        "signer": decision.signer_name,
        "certificates": [_certificate(each, known[each.household_id]) for each in certificates],
    }
    only = certificates[0].household.code if len(certificates) == 1 else decision.commune.name
    name = filename_of("giay-chung-nhan", only, decision.decided_on)
    return word_paper("certificates", filename=name, values=values)


def submission_paper(submission: CommuneSubmission) -> WordPaper:
    """Return the letter that reports villages' results and requests the district's opinion."""
    round_, reviews = submission.round, _reviews_of(submission)
    complaints = Complaint.objects.filter(village_review__in=reviews)
    values = {
        **frame(submission.commune, submission.sent_on),
        "year": str(round_.year),
        "round": str(round_).lower(),
        "addressee": f"Chủ tịch {superior_of(submission.commune)}",
        "basis": ", ".join(laws(submission.procedure.legal_basis)),
        "village_count": f"{len(reviews):02d}",
        "submission_number": str(submission.number),
        "tables": [_table(each, reviews) for each in results_of(reviews, round_)],
        "complaints": _complaint_words(
            complaints.count(), answered=complaints.exclude(answered_on=None).count()
        ),
        "note": sentence(submission.note),
        "opinion_due_on": short_day(submission.opinion_due_on),
        "signer": signer_of(submission.commune),
    }
    name = filename_of("bao-cao-ra-soat", submission.commune.name, submission.sent_on)
    return word_paper("submission", filename=name, values=values)


def _complaint_words(received: int, *, answered: int) -> str:
    return f"{received} đơn, đã giải quyết {answered} đơn" if received else "không có khiếu nại"


def _reviews_of(submission: CommuneSubmission) -> list[VillageReview]:
    reviews = submission.village_reviews.select_related("village", "round")
    return list(reviews.order_by("village__sort_key", "pk"))


def _names(reviews: Sequence[VillageReview]) -> str:
    return ", ".join(review.village.name_in_sentence for review in reviews)


def _opinion_words(submission: CommuneSubmission, superior: str) -> str:
    opinion = DistrictOpinion.objects.filter(submission=submission).first()
    if opinion is None:
        return f"đã hết thời hạn mà {superior} không có ý kiến khác"
    sign = f" số {opinion.document_number}" if opinion.document_number else ""
    return f"theo ý kiến của {superior} tại văn bản{sign} ngày {short_day(opinion.answered_on)}"


def _lists(results: StandardResults, year: int) -> list[dict[str, Any]]:
    standard = results.standard.name.upper()
    return [
        {
            "title": f"DANH SÁCH {each.name.upper()} NĂM {year} ({standard})",
            "villages": each.villages,
        }
        for each in classes_of(results)
        if each.lines
    ]


def _table(results: StandardResults, reviews: Sequence[VillageReview]) -> dict[str, Any]:
    rows = []
    for number, review in enumerate(reviews, start=1):
        counted = _counts(results, [review.pk])
        rows.append({"number": str(number), "village": review.village.full_name, **counted})
    total = _counts(results, [review.pk for review in reviews])
    return {"standard": results.standard.name.lower(), "rows": rows, "total": total}


def _counts(results: StandardResults, reviews: Sequence[int]) -> dict[str, str]:
    def of(lines: Sequence[ResultLine]) -> str:
        return str(sum(line.listed.village_review_id in reviews for line in lines))

    names = ("poor", "near_poor", "exited", "near_exited")
    classes = zip(names, classes_of(results), strict=True)
    return {"listed": of(results.lines), **{name: of(each.lines) for name, each in classes}}


def _members_of(certificates: Sequence[Certificate]) -> dict[int, list[Member]]:
    households: dict[int, list[Member]] = {each.household_id: [] for each in certificates}
    members = Member.objects.filter(household__in=households).order_by("position", "pk")
    for member in members:
        households[member.household_id].append(member)
    return households


def _certificate(certificate: Certificate, members: Sequence[Member]) -> dict[str, Any]:
    household = certificate.household
    return {
        "code": certificate.code,
        "title": f"GIẤY CHỨNG NHẬN {certificate.get_status_display().upper()}",
        "status": certificate.get_status_display().lower(),
        "year": str(certificate.year),
        "standard": lower_first(certificate.standard.name),
        "head_name": household.head_name,
        "household_code": household.code,
        "ethnicity": household.ethnicity.name,
        "address": f"{household.village.name_in_sentence}, {address_of(certificate.commune)}",
        "member_count": str(household.member_count),
        "members": [
            {
                "number": str(number),
                "name": member.full_name,
                "relation": _HEAD
                if member.pk == household.head_id
                else member.get_relation_display(),
                "born": _born(member),
            }
            for number, member in enumerate(members, start=1)
        ],
    }


def _born(member: Member) -> str:
    if member.birth is None:
        return ""
    return f"{member.birth.date:%d/%m/%Y}" if member.birth.is_exact else f"{member.birth.date:%Y}"

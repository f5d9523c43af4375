"""The chair's answers to applications within the year."""

from typing import Any

from areas.documents import address_of, frame, superior_of
from common.text import lower_first
from common.word import WordPaper, filename_of, sentence, short_day
from households.choices import PovertyStatus
from papers.queries import word_paper
from procedure.choices import ApplicationKind, ApplicationState
from procedure.documents.frame import numbered
from procedure.models import Application
from procedure.queries.applications import result_of
from procedure.words.grounds import bases, laws

_ABOUT = {
    ApplicationKind.ADD: "đề nghị xét bổ sung hộ nghèo, hộ cận nghèo",
    ApplicationKind.EXIT: "đề nghị công nhận thoát nghèo, thoát cận nghèo",
}
_POOR, _NEAR_POOR = PovertyStatus.POOR, PovertyStatus.NEAR_POOR


def recognised_as(before: str, after: str) -> str:
    """Return the class a household is recognised in, for use inside a sentence."""
    if after == _POOR:
        return "là hộ nghèo"
    if after == _NEAR_POOR:
        was_poor = before == _POOR
        return "là hộ thoát nghèo, trở thành hộ cận nghèo" if was_poor else "là hộ cận nghèo"
    if before == _POOR:
        return "là hộ thoát nghèo, vượt chuẩn cận nghèo"
    if before == _NEAR_POOR:
        return "là hộ thoát cận nghèo"
    return "không thuộc diện hộ nghèo, hộ cận nghèo"


def answer_paper(application: Application) -> WordPaper:
    """Return the answer to a decided application: the decision, or the refusal letter."""
    if application.state == ApplicationState.REFUSED:
        return _refusal(application)
    return _decision(application)


def _common(application: Application) -> dict[str, Any]:
    household = application.household
    return {
        **frame(application.commune, application.decided_on),
        "about": _ABOUT[ApplicationKind(application.kind)],
        "head_name": household.head_name,
        "village": household.village.name_in_sentence,
        "village_name": household.village.full_name,
        "received_on": short_day(application.received_on),
        "reason": sentence(application.reason),
        "signer": application.decided_by.full_name if application.decided_by else "",
    }


def _refusal(application: Application) -> WordPaper:
    found = application.finding
    review = (
        f"Qua khảo sát, chấm điểm theo quy định, kết quả của hộ như sau: {found}."
        if found
        else "Ủy ban nhân dân đã xem xét hồ sơ của hộ gia đình ông (bà)."
    )
    values = {
        **_common(application),
        "number": numbered(application.decision_number, "UBND"),
        "content": sentence(application.content),
        "review": review,
        "basis": ", ".join(laws(application.procedure.legal_basis)),
    }
    return word_paper(
        "refusal",
        filename=filename_of("tra-loi-don", application.household.code, application.decided_on),
        values=values,
    )


def _decision(application: Application) -> WordPaper:
    household, form = application.household, application.assessment
    day = application.decided_on
    if form is None or day is None:
        raise ValueError("Only an accepted application has a decision.")
    result = result_of(form)
    standard = result.standard if result else None
    said = recognised_as(application.status_before, application.status_after)
    values = {
        **_common(application),
        "number": numbered(application.decision_number, "QĐ-UBND"),
        "title": f"Về việc công nhận kết quả rà soát thường xuyên năm {day.year}"
        f" đối với hộ ông (bà) {household.head_name}",
        "bases": bases(
            day, standard.legal_basis if standard else "", application.procedure.legal_basis
        ),
        "surveyed_on": short_day(form.surveyed_on),
        "household_code": household.code,
        "place": address_of(application.commune),
        "member_count": str(household.member_count),
        "recognised_as": said,
        "year": str(form.round.year),
        "standard": lower_first(standard.name) if standard else "",
        "finding": application.finding,
        "superior": superior_of(application.commune),
    }
    return word_paper(
        "application_decision",
        filename=filename_of("quyet-dinh", household.code, application.decided_on),
        values=values,
    )

"""The district's reply to a commune that accepted its target or proposed another."""

import datetime as dt
from typing import Any

from areas.documents import district_frame
from common import formats
from common.word import WordPaper, day_words, filename_of, sentence
from papers.queries import word_paper
from targets.choices import AnswerKind, Verdict
from targets.models import AdjustmentDecision, Allocation
from targets.queries.district_papers import AnswerReply


def answer_reply_paper(reply: AnswerReply) -> WordPaper:
    """Return “Văn bản trả lời xã”; its number and date are left to the registry."""
    answer, allocation = reply.answer, reply.answer.allocation
    plan, commune = allocation.plan, answer.commune
    decision: AdjustmentDecision | None = getattr(answer, "decision", None)
    verdict = decision.verdict if decision else ""
    values: dict[str, Any] = {
        **district_frame(plan.district, year=plan.year),
        "year": str(plan.year),
        "commune": commune.name_in_sentence,
        "answered_on": day_words(answer.answered_on),
        "decision": named_decision(allocation),
        "given": share_words(answer.given_fall, answer.given_em_fall),
        "asked": share_words(answer.fall, answer.em_fall),
        "asked_reason": sentence(answer.reason),
        "target": share_words(reply.fall, reply.em_fall),
        "is_accepted": answer.kind == AnswerKind.ACCEPT,
        "is_agreed": verdict == Verdict.ACCEPTED,
        "is_refused": verdict == Verdict.REFUSED,
        "reason": sentence(decision.reason) if decision else "",
        "verdict_document": _document(decision.decision_number, decision.decided_on)
        if decision
        else "",
    }
    name = filename_of("tra-loi-xa", commune.name, plan.year)
    return word_paper("answer_reply", filename=name, values=values)


def share_words(fall: int, em_fall: int) -> str:
    """Return "giảm 14 hộ nghèo, trong đó 11 hộ nghèo dân tộc thiểu số"."""
    return (
        f"giảm {formats.count(fall)} hộ nghèo, trong đó {formats.count(em_fall)}"
        " hộ nghèo dân tộc thiểu số"
    )


def named_decision(allocation: Allocation) -> str:
    """Return "Quyết định số 45/QĐ-UBND ngày 05 tháng 02 năm 2021" of an adopted allocation."""
    return _document(allocation.decision_number, allocation.decided_on)


def _document(number: str, day: dt.date | None) -> str:
    kind = "Quyết định" if "QĐ" in number else "Văn bản"
    return f"{kind} số {number}{f' ngày {day_words(day)}' if day else ''}"

"""The minutes of a village meeting."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from areas.documents import frame
from common.formats import rate
from common.word import WordPaper, day_words, filename_of, sentence
from papers.queries import word_paper
from procedure.choices import TermKey
from procedure.documents.lists import all_classes_of
from procedure.models import VillageMeeting
from procedure.queries.results import StandardResults, results_of

_BLANK = "\t"  # a dotted line to the margin: the template has the tab
_NOTHING_SAID = "không có ý kiến khác."


def minutes_paper(meeting: VillageMeeting) -> WordPaper:
    """Return the minutes of a village meeting, contents after Phụ lục V of TT 07/2021/TT-BLĐTBXH.

    Not compared with the official text. The attendance of the board, the party and the
    organisations is not stored; those lines are left blank.
    """
    review = meeting.village_review
    results = results_of([review], review.round)
    listed = max((len(each.lines) for each in results), default=0)
    represented = meeting.households_represented
    values = {
        **frame(meeting.commune, meeting.held_on),
        "village": review.village.name_in_sentence,
        "village_caps": review.village.full_name.upper(),
        "year": str(review.round.year),
        "round": str(review.round).lower(),
        "held_on": day_words(meeting.held_on),
        "meeting_place": meeting.place,
        "meeting_number": str(meeting.number),
        "chair_name": meeting.chair_name,
        "secretary_name": meeting.secretary_name,
        "reviewers": _reviewers(results) or _BLANK,
        "invited": str(meeting.invited),
        "present": str(meeting.present),
        "represented": str(represented),
        "listed": str(listed),
        "represented_share": rate(Fraction(represented, listed)) if listed else "",
        "opinions": sentence(meeting.opinions) or _NOTHING_SAID,
        "votes_for": str(meeting.votes_for),
        "votes_against": str(meeting.votes_against),
        "abstained": str(meeting.abstained),
        "for_share": f" ({_share(meeting)} số người dự họp)",
        "conclusion": _conclusion(meeting),
        "parts": _parts(results),
    }
    name = filename_of("bien-ban-hop", review.village.full_name, meeting.held_on)
    return word_paper("minutes", filename=name, values=values)


def _share(meeting: VillageMeeting) -> str:
    return rate(Fraction(meeting.votes_for, meeting.present))


def _conclusion(meeting: VillageMeeting) -> str:
    term = meeting.procedure.terms.filter(key=TermKey.AGREE_PERCENT).first()
    needed = f" (quy định: ít nhất {term.value} %)" if term and term.value else ""
    said = f"{_share(meeting)} số người dự họp tán thành{needed}"
    if meeting.agreed:
        return f"Cuộc họp thống nhất kết quả rà soát, {said}. Kết quả cụ thể như sau:"
    return (
        f"Cuộc họp không thống nhất kết quả rà soát, chỉ có {said}. Rà soát viên rà soát, chấm điểm"
        " lại và thôn tổ chức họp lại. Kết quả đã trình cuộc họp:"
    )


def _parts(results: Sequence[StandardResults]) -> list[dict[str, Any]]:
    return [
        {
            "title": f"{each.name[:1].upper()}{each.name[1:]} theo"
            f" {standard.standard.name.lower()}: {len(each.lines)} hộ",
            "rows": each.rows,
        }
        for standard in results
        for each in all_classes_of(standard)
        if each.lines
    ]


def _reviewers(results: Sequence[StandardResults]) -> str:
    forms = {line.result.assessment_id: line.result.assessment for r in results for line in r.lines}
    names = {form.entered_by.full_name: None for form in forms.values()}
    return ", ".join(names)

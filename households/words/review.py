"""Sentences about a review form: what is missing, why it needs a reason, what has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from common.formats import area
from households import rules
from households.choices import PovertyStatus
from households.models import Assessment, PovertyStandard
from households.queries.comparison import FormDifference, PeopleCount, Turning
from households.queries.parts import FormPart

PROVISIONAL_WORDS = (
    "Điểm B1 tính theo từng mục mới là tạm tính vì bảng điểm chưa đủ hoặc chưa được kiểm chứng"
)
STALE_REASON_WORDS = "lý do thay đổi của kết quả mới (lý do đang có chép từ phiếu được đính chính, nói về kết quả cũ)"
_MISSING = {"b1_points": "tổng điểm B1", "income_per_person": "thu nhập bình quân"}
_LABELS = {
    "status": "Kết quả",
    "b1_points": "Tổng điểm B1",
    "house_area": "Diện tích nhà ở",
    "people": "Nhân khẩu",
}


def missing_words(outcome: rules.FormOutcome) -> list[str]:
    """Return what is not answered yet under a standard: "tổng điểm B1", "3 chỉ số thiếu hụt"."""
    words = [_MISSING[name] for name in outcome.missing if name in _MISSING]
    if questions := len(outcome.missing) - len(words):
        words.append(f"{questions} chỉ số thiếu hụt")
    return words


def missing_in(
    assessment: Assessment,
    outcomes: Iterable[tuple[FormPart, rules.FormOutcome]],
    turnings: Sequence[Turning],
    *,
    has_stale_reason: bool = False,
) -> list[str]:
    """Return what still prevents a draft from being submitted, in form order."""
    missing = [] if assessment.surveyed_on else ["ngày khảo sát"]
    for part, outcome in outcomes:
        name = part.standard.name
        missing.extend(f"{word} ({name})" for word in missing_words(outcome))
        if part.result and part.result.is_provisional:
            missing.append(f"tổng điểm B1 trên phiếu giấy ({name}): {PROVISIONAL_WORDS.lower()}")
        missing.extend(
            f"lý do trả lời khác sổ hộ: {each.name} ({name})" for each in part.unexplained
        )
    if turnings and not assessment.change_reason:
        why = "; ".join(turning_words(turnings))
        missing.append(f"lý do thay đổi so với năm trước ({why})")
    if has_stale_reason:
        missing.append(STALE_REASON_WORDS)
    return missing


def turning_words(turnings: Iterable[Turning]) -> list[str]:
    """Return for each standard why the form needs a reason."""
    return [f"{each.standard.name}: {', '.join(_turn_words(each))}" for each in turnings]


def _turn_words(turning: Turning) -> list[str]:
    words = []
    if moved := turning.turn.b1_moved:
        words.append(f"B1 {'tăng' if moved > 0 else 'giảm'} {abs(moved)} điểm")
    if turning.turn.class_before:
        before, now = PovertyStatus(turning.turn.class_before), PovertyStatus(turning.status)
        words.append(f"từ {before.label.lower()} thành {now.label.lower()}")
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceWords:
    """A difference from the year before, in words; `what` and `standard` as in the figure."""

    what: str
    label: str
    before: str
    now: str
    standard: PovertyStandard | None


def difference_words(differences: Iterable[FormDifference]) -> list[DifferenceWords]:
    """Return the differences of a form from the year before in words."""
    return [
        DifferenceWords(
            what=each.what,
            label=each.name or _LABELS.get(each.what, each.what),
            before=_value_words(each.what, each.before, others="không còn"),
            now=_value_words(each.what, each.now, others="thêm"),
            standard=each.standard,
        )
        for each in differences
    ]


def _value_words(what: str, value: object, *, others: str) -> str:
    if what == "status":
        return PovertyStatus(str(value)).label
    if isinstance(value, bool):
        return "có thiếu hụt" if value else "không thiếu hụt"
    if isinstance(value, Decimal):
        return area(value)
    if isinstance(value, PeopleCount):
        names = f"; {others}: {', '.join(value.names)}" if value.names else ""
        return f"{value.number} người{names}"
    return str(value)

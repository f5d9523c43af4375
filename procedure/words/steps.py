"""Villages' lists in words: the step, who has to act, what keeps a list from being reported."""

from collections.abc import Iterable, Mapping, Sequence

from procedure.choices import FINAL_STEPS, Actor, ListOrigin, VillageStep
from procedure.models import VillageReview
from procedure.queries.lists import Hindrances

_NAMED = 5
NOT_LISTED = "Chưa lập danh sách"
_COUNTED: dict[str, str] = {
    ListOrigin.CORRECTION: "phiếu đính chính",
    ListOrigin.CURRENT_POOR: "hộ nghèo",
    ListOrigin.CURRENT_NEAR_POOR: "hộ cận nghèo",
    ListOrigin.APPLICATION: "hộ đề nghị được rà soát",
    ListOrigin.FLAGGED_A: "hộ qua Phiếu A",
}
# What a submitted form of a list waits for, by the step of the list.
_WAITS_FOR: dict[str, str] = {
    VillageStep.LISTING: "Đã nộp, chờ chốt danh sách thôn",
    VillageStep.SURVEY: "Đã nộp, chờ khảo sát xong cả thôn",
    VillageStep.MEETING: "Đã nộp, chờ họp thôn",
    VillageStep.POSTING: "Đã họp thôn, đang niêm yết",
    VillageStep.REPORTING: "Đã niêm yết, chờ xã báo cáo huyện",
    VillageStep.OPINION: "Chờ ý kiến của huyện",
    VillageStep.DECISION: "Chờ quyết định của chủ tịch xã",
}
_NEXT: dict[str, str] = {
    VillageStep.LISTING: "cán bộ xã chốt danh sách, bắt đầu khảo sát",
    VillageStep.SURVEY: "nộp đủ phiếu của thôn rồi kết thúc khảo sát",
    VillageStep.MEETING: "họp thôn",
    VillageStep.POSTING: "niêm yết đủ ngày rồi kết thúc",
    VillageStep.REPORTING: "xã báo cáo huyện",
    VillageStep.OPINION: "huyện cho ý kiến",
    VillageStep.DECISION: "chủ tịch UBND xã ký quyết định công nhận",
}
NO_LIST_YET = "Đã nộp, chưa vào danh sách thôn"


def step_label(review: VillageReview | None) -> str:
    """Return the step of a village's list, with its number where it is not the first."""
    if review is None:
        return NOT_LISTED
    again = f" (lần {review.batch})" if review.batch > 1 else ""
    return f"{review.get_step_display()}{again}"


def step_name(step: str) -> str:
    """Return the name of a step; empty is before the list."""
    return VillageStep(step).label if step else NOT_LISTED


def whom_to_call(people: Sequence[str], actor: str) -> str:
    """Return the names of those who have to act, else their office."""
    return ", ".join(people) or Actor(actor).label


def hindrance_sentences(review: VillageReview, found: Hindrances) -> list[str]:
    """Return what keeps a village whose posting is over from being reported."""
    sentences = []
    if found.is_empty:
        sentences.append(f"{review}: danh sách không còn hộ; hãy kết thúc danh sách.")
    if found.pending_complaints:
        sentences.append(f"{review}: còn {found.pending_complaints} khiếu nại chưa trả lời.")
    if found.unchecked:
        sentences.append(f"{review}: còn phiếu chưa nộp lại ({names_of(found.unchecked)}).")
    return sentences


def names_of(heads: Iterable[str]) -> str:
    """Return names for a sentence, the first five of many."""
    known = list(heads)
    more = f" và {len(known) - _NAMED} hộ khác" if len(known) > _NAMED else ""
    return ", ".join(known[:_NAMED]) + more


def unlisted_words(counts: Mapping[ListOrigin, int]) -> str:
    """Return how many households wait for a list, by reason; empty when none does."""
    parts = [f"{counts[each]} {_COUNTED[each]}" for each in ListOrigin if counts.get(each)]
    return f"{', '.join(parts)} chưa vào danh sách" if parts else ""


def waits_for(step: str) -> str:
    """Return what a submitted form waits for while its village's list is at a step."""
    return _WAITS_FOR.get(step, NO_LIST_YET)


def next_step_words(review: VillageReview) -> str:
    """Return the next step of a village's list as a sentence."""
    return f"{review}: {_NEXT.get(review.step, 'đã công nhận')}."


def next_list_words(last: VillageReview | None) -> str:
    """Return what a household on no list waits for; `last` is the last list of its village."""
    if last is None:
        return "Cán bộ xã lập danh sách của thôn, rồi họp thôn, niêm yết như mọi hộ."
    if last.step in FINAL_STEPS:
        return f"Cán bộ xã lập danh sách lần {last.batch + 1} của {last.village.name_in_sentence}."
    if last.step in {VillageStep.LISTING, VillageStep.SURVEY}:
        return f"Cán bộ xã bổ sung hộ vào danh sách của {last}."
    return (
        f"Danh sách của {last} đã khảo sát xong: hộ vào danh sách lần sau, khi danh sách này được"
        " công nhận."
    )

"""The steps of a village's list and the allowed transitions."""

from procedure.choices import VillageStep

# The way of a list that keeps a household, in order.
STEPS: tuple[str, ...] = tuple(each for each in VillageStep if each != VillageStep.ENDED)
LISTING_STEPS = frozenset({VillageStep.LISTING, VillageStep.SURVEY})
_BEFORE_REPORT = STEPS[: STEPS.index(VillageStep.OPINION)]

# Forward one step at a time; back to the survey by decision of the village, the district or the
# chair. The chair may decide without an opinion once the time limit has passed (checked by the
# service). Undoing the end of a posting is a correction of that record, no transition. A list ends
# when no household is left on it, until the commune has reported it; after that the report goes on,
# or the chair sends the list back.
TRANSITIONS: dict[str, frozenset[str]] = {
    VillageStep.LISTING: frozenset({VillageStep.SURVEY, VillageStep.ENDED}),
    VillageStep.SURVEY: frozenset({VillageStep.MEETING, VillageStep.ENDED}),
    VillageStep.MEETING: frozenset({VillageStep.POSTING, VillageStep.SURVEY, VillageStep.ENDED}),
    VillageStep.POSTING: frozenset({VillageStep.REPORTING, VillageStep.SURVEY, VillageStep.ENDED}),
    VillageStep.REPORTING: frozenset({VillageStep.OPINION, VillageStep.ENDED}),
    VillageStep.OPINION: frozenset(
        {VillageStep.DECISION, VillageStep.SURVEY, VillageStep.RECOGNISED}
    ),
    VillageStep.DECISION: frozenset({VillageStep.RECOGNISED, VillageStep.SURVEY}),
    VillageStep.RECOGNISED: frozenset(),
    VillageStep.ENDED: frozenset(),
}

_MISSING: dict[str, str] = {
    VillageStep.LISTING: "chốt danh sách hộ cần rà soát",
    VillageStep.SURVEY: "nộp đủ phiếu và kết thúc khảo sát",
    VillageStep.MEETING: "họp thôn với đủ tỷ lệ người dự họp tán thành",
    VillageStep.POSTING: "niêm yết đủ ngày",
    VillageStep.REPORTING: "giải quyết hết khiếu nại và xã báo cáo huyện",
    VillageStep.OPINION: "ý kiến của huyện",
    VillageStep.DECISION: "quyết định của chủ tịch xã",
}


def may_become(step: str, wanted: str) -> bool:
    """Return whether a village's list may go from one step to another."""
    return wanted in TRANSITIONS.get(step, frozenset())


def has_passed(step: str, wanted: str) -> bool:
    """Return whether a list at `step` is past `wanted`; an ended list is off the way."""
    on_the_way = step in STEPS and wanted in STEPS
    return on_the_way and STEPS.index(step) > STEPS.index(wanted)


def is_before_report(step: str) -> bool:
    """Return whether a list at `step` is still the village's: the commune has not reported it."""
    return step in _BEFORE_REPORT


def why_not(step: str, wanted: str) -> str:
    """Return why an action of the step `wanted` is not possible at `step`, in Vietnamese.

    Empty when it is possible. Names everything that is still missing, in order.
    """
    if step == wanted:
        return ""
    if step == VillageStep.ENDED:
        return "danh sách đã kết thúc vì không còn hộ."
    if wanted == VillageStep.ENDED:
        return "xã đã báo cáo huyện, danh sách không kết thúc được nữa."
    if has_passed(step, wanted):
        said, now = VillageStep(wanted).label, VillageStep(step).label
        return f"Bước “{said}” đã xong; danh sách đang ở bước “{now}”."
    between = STEPS[STEPS.index(step) : STEPS.index(wanted)]
    missing = "; ".join(_MISSING[each] for each in between)
    return f"Chưa đến bước “{VillageStep(wanted).label}”. Còn thiếu: {missing}."


def may_be_removed(step: str, *, has_left: bool, needs_no_review: bool) -> bool:
    """Return whether a household can be removed from a list that is at `step`.

    Until the survey is over any household: after it the vote of the village stands. Until the
    report also one that needs no review (its correction was discarded), one that left at any step.
    """
    return has_left or step in LISTING_STEPS or (needs_no_review and is_before_report(step))


def meeting_may_change(step: str, *, agreed: bool, is_last: bool, was_posted: bool) -> bool:
    """Return whether the record of a meeting can be corrected: no later step rests on it.

    The last meeting only. With agreement until the posting begins, without until the survey that
    follows it is finished.
    """
    if not is_last or was_posted:
        return False
    return step == (VillageStep.POSTING if agreed else VillageStep.SURVEY)


def posting_may_change(step: str, *, is_closed: bool, is_last: bool) -> bool:
    """Return whether the record of a posting can be corrected: until the commune reports."""
    return is_last and step == (VillageStep.REPORTING if is_closed else VillageStep.POSTING)

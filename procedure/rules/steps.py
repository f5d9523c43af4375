"""The steps of a village's list and the allowed transitions."""

from procedure.choices import VillageStep

STEPS: tuple[str, ...] = tuple(VillageStep)

# Forward one step at a time; back to the survey by decision of the village, the district or the
# chair. The chair may decide without an opinion once the time limit has passed (checked by the
# service). Undoing the end of a posting is a correction of that record, no transition.
TRANSITIONS: dict[str, frozenset[str]] = {
    VillageStep.LISTING: frozenset({VillageStep.SURVEY}),
    VillageStep.SURVEY: frozenset({VillageStep.MEETING}),
    VillageStep.MEETING: frozenset({VillageStep.POSTING, VillageStep.SURVEY}),
    VillageStep.POSTING: frozenset({VillageStep.REPORTING, VillageStep.SURVEY}),
    VillageStep.REPORTING: frozenset({VillageStep.OPINION}),
    VillageStep.OPINION: frozenset(
        {VillageStep.DECISION, VillageStep.SURVEY, VillageStep.RECOGNISED}
    ),
    VillageStep.DECISION: frozenset({VillageStep.RECOGNISED, VillageStep.SURVEY}),
    VillageStep.RECOGNISED: frozenset(),
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


def has_come_to(step: str, wanted: str) -> bool:
    """Return whether a list at `step` has reached `wanted`."""
    return STEPS.index(step) >= STEPS.index(wanted)


def has_passed(step: str, wanted: str) -> bool:
    """Return whether a list at `step` is past `wanted`."""
    return STEPS.index(step) > STEPS.index(wanted)


def why_not(step: str, wanted: str) -> str:
    """Return why an action of the step `wanted` is not possible at `step`, in Vietnamese.

    Empty when it is possible. Names everything that is still missing, in order.
    """
    if step == wanted:
        return ""
    if has_passed(step, wanted):
        said, now = VillageStep(wanted).label, VillageStep(step).label
        return f"Bước “{said}” đã xong; danh sách đang ở bước “{now}”."
    between = STEPS[STEPS.index(step) : STEPS.index(wanted)]
    missing = "; ".join(_MISSING[each] for each in between)
    return f"Chưa đến bước “{VillageStep(wanted).label}”. Còn thiếu: {missing}."


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

"""The steps of a village's list, and which may follow which."""

from procedure.choices import VillageStep

STEPS: tuple[str, ...] = tuple(VillageStep)

# Forward one step at a time; back to the survey when the village or the district says so; the
# chair may decide without an opinion once its time limit is over (the service sees to that).
TRANSITIONS: dict[str, frozenset[str]] = {
    VillageStep.LISTING: frozenset({VillageStep.SURVEY}),
    VillageStep.SURVEY: frozenset({VillageStep.MEETING}),
    VillageStep.MEETING: frozenset({VillageStep.POSTING, VillageStep.SURVEY}),
    VillageStep.POSTING: frozenset({VillageStep.REPORTING}),
    VillageStep.REPORTING: frozenset({VillageStep.OPINION}),
    VillageStep.OPINION: frozenset(
        {VillageStep.DECISION, VillageStep.SURVEY, VillageStep.RECOGNISED}
    ),
    VillageStep.DECISION: frozenset({VillageStep.RECOGNISED}),
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
    """Say whether a village's list may go from one step to another."""
    return wanted in TRANSITIONS.get(step, frozenset())


def has_come_to(step: str, wanted: str) -> bool:
    """Say whether a list that stands at `step` has come as far as `wanted`."""
    return STEPS.index(step) >= STEPS.index(wanted)


def has_passed(step: str, wanted: str) -> bool:
    """Say whether a list that stands at `step` has the step `wanted` behind it."""
    return STEPS.index(step) > STEPS.index(wanted)


def why_not(step: str, wanted: str) -> str:
    """Return the sentence that says why what belongs to `wanted` can't be done at `step`.

    Empty when it can. Names everything that is still missing, in the order it has to be done.
    """
    if step == wanted:
        return ""
    if has_passed(step, wanted):
        said, now = VillageStep(wanted).label, VillageStep(step).label
        return f"Bước “{said}” đã xong; danh sách đang ở bước “{now}”."
    between = STEPS[STEPS.index(step) : STEPS.index(wanted)]
    missing = "; ".join(_MISSING[each] for each in between)
    return f"Chưa đến bước “{VillageStep(wanted).label}”. Còn thiếu: {missing}."

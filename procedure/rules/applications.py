"""Applications within the year: allowed transitions, and whether a class fits a request."""

from procedure.choices import ApplicationKind, ApplicationState

_RECEIVED, _SURVEYED = ApplicationState.RECEIVED, ApplicationState.SURVEYED
_REFUSED, _WITHDRAWN = ApplicationState.REFUSED, ApplicationState.WITHDRAWN
# A refusal needs no survey: a household that does not live here can be refused at once.
APPLICATION_STEPS: dict[str, frozenset[str]] = {
    _RECEIVED: frozenset({_SURVEYED, _REFUSED, _WITHDRAWN}),
    _SURVEYED: frozenset({ApplicationState.ACCEPTED, _REFUSED, _WITHDRAWN}),
}
_POOR, _NEAR_POOR, _NOT_POOR = "POOR", "NEAR_POOR", "NOT_POOR"
_RANK = {_POOR: 2, _NEAR_POOR: 1, _NOT_POOR: 0, "": 0}


def application_may_become(state: str, wanted: str) -> bool:
    """Return whether an application may go from one state to another."""
    return wanted in APPLICATION_STEPS.get(state, frozenset())


def misfit_at_receipt(*, kind: str, status: str) -> str:
    """Return why a household of a class cannot apply for this, in Vietnamese; empty when it can.

    `status` is its current class on the year's list, empty or NOT_POOR when it is on none.
    """
    if kind == ApplicationKind.ADD and status == _POOR:
        return "Hộ đang trong danh sách hộ nghèo, không cần đề nghị bổ sung."
    if kind == ApplicationKind.EXIT and status not in {_POOR, _NEAR_POOR}:
        return (
            "Hộ không có trong danh sách hộ nghèo, hộ cận nghèo của năm nên không có gì để thoát."
        )
    return ""


def contradiction(*, kind: str, before: str, after: str) -> str:
    """Return how a form's class contradicts the request, in Vietnamese; empty when it does not.

    A household that asks to be added must be worse off than on the list; one that asks to be
    recognised as exited, better off.
    """
    change = _RANK[after] - _RANK[before]
    if kind == ApplicationKind.ADD and change <= 0:
        if after == _NOT_POOR:
            return "Hộ xin bổ sung nhưng kết quả phiếu là không nghèo."
        return "Hộ xin bổ sung nhưng kết quả phiếu không thay đổi phân loại của hộ."
    if kind == ApplicationKind.EXIT and change >= 0:
        words = "vẫn là hộ nghèo" if after == _POOR else "vẫn là hộ cận nghèo"
        return f"Hộ xin công nhận thoát nhưng kết quả phiếu {words}."
    return ""

"""Whether a commune's answer still applies to its target, and the limits of a proposal.

Pure. Figures are households (all, ethnic-minority).
"""

from targets.choices import AnswerKind, Verdict

Shares = tuple[int, int]


def still_applies(
    *, given: Shares, asked: Shares, present: Shares, kind: str, verdict: str
) -> bool:
    """Return whether an answer covers the commune's present figures.

    A pending proposal is about exactly the figures given. An accepted proposal covers the figures it
    proposed, every other answer those given, and all lower ones: it still counts after another
    allocation that asks for no more.
    """
    if kind == AnswerKind.PROPOSE and not verdict:
        return given == present
    return covers(asked if verdict == Verdict.ACCEPTED else given, present)


def covers(said: Shares, present: Shares) -> bool:
    """Return whether what was said about some figures holds for present ones, not higher."""
    return all(now <= then for now, then in zip(present, said, strict=True))


def proposal_problem(asked: Shares, *, given: Shares, poor: Shares) -> tuple[str, str] | None:
    """Return what is wrong with a proposal as (field, sentence), or None.

    `poor` are the commune's poor households at the start of the year, all and ethnic-minority.
    """
    fall, em_fall = asked
    if not 0 <= fall <= poor[0]:
        return "fall", f"Số hộ nghèo giảm phải từ 0 đến {poor[0]} (số hộ nghèo đầu kỳ của xã)."
    if not 0 <= em_fall <= poor[1]:
        return (
            "em_fall",
            f"Số hộ nghèo DTTS giảm phải từ 0 đến {poor[1]} (số hộ nghèo DTTS đầu kỳ của xã).",
        )
    if em_fall > fall:
        return "em_fall", "Số hộ nghèo DTTS giảm không được lớn hơn số hộ nghèo giảm."
    if asked == given:
        return "fall", "Đề nghị giống chỉ tiêu đã giao. Hãy sửa số, hoặc chọn “Nhận chỉ tiêu”."
    return None

"""When a commune's answer still speaks of its target, and what it may ask for.

Pure: figures are households, (all, ethnic-minority).
"""

from targets.choices import Verdict

Shares = tuple[int, int]


def stands(*, given: Shares, asked: Shares, present: Shares, verdict: str) -> bool:
    """Say whether an answer is about the figures the commune has now.

    A proposal that was accepted stands for what it asked, every other answer for what it was
    given; after another allocation with the same figures it still counts.
    """
    return (asked if verdict == Verdict.ACCEPTED else given) == present


def proposal_problem(asked: Shares, *, given: Shares, poor: Shares) -> tuple[str, str] | None:
    """Say what does not fit in a proposal as (field, sentence), or None.

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

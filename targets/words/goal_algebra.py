"""What is wrong between the goals of a year, with the value that would be right."""

from common.formats import count, points, rate
from targets.choices import GoalCode
from targets.rules.goal_algebra import Contradiction


def contradiction_words(found: Contradiction) -> str:
    """Return the sentence, such as "897 − 300 = 597 hộ nghèo = 2,15 %, không phải 2,33 %. …"."""
    given, right = _written(found, "given"), _written(found, "right")
    if found.fall is None:
        return f"Hai mục tiêu tỷ lệ trái nhau: mức giảm phải là {right}, không phải {given}."
    base = found.base
    result = f"{count(base.poor)} − {count(found.fall)} = {count(base.poor - found.fall)} hộ nghèo"
    if found.code == GoalCode.POOR_RATE:
        fact = f"{result} = {right}, không phải {given}"
    else:
        fact = f"Giảm {count(found.fall)} trên {count(base.households)} hộ = {right}, không phải {given}"
    return f"{fact}. Hãy sửa thành {right}, hoặc sửa số hộ giảm thành {count(found.fall_instead)}."


def _written(found: Contradiction, name: str) -> str:
    value = getattr(found, name)
    return rate(value) if found.code == GoalCode.POOR_RATE else f"{points(value)} điểm phần trăm"

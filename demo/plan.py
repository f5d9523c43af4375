"""The size of the demo: per commune, the end of 2020 and the progress of 2021.

Real: the district's 27,771 / 897 / 11,840 / 693 (derived from the 24/3/2021 conference), the
households of Ia O, Ia Dêr and Ia Yok, the poor and near-poor of Ia O. All else is invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunePlan:
    """The numbers of one commune, in households unless noted otherwise."""

    code: str
    slug: str
    # End of 2020.
    households: int
    em_households: int
    poor: int
    em_poor: int
    near_poor: int
    # Share of the district's goal (net fall).
    fall: int
    em_fall: int
    # The 2021 review up to the demo date: `reviewed` of the poor have an approved form.
    reviewed: int
    exits: int
    left: int
    relapsed: int
    fallen: int
    first: int
    arrived: int
    # Of the remaining poor: submitted forms, and drafts.
    submitted: int
    drafts: int
    # Ethnic-minority households by group (1979 code), per cent.
    groups: tuple[tuple[str, int], ...] = (("10", 100),)


JRAI = (("10", 97), ("13", 3))
MIXED = (("10", 62), ("02", 12), ("06", 10), ("07", 8), ("03", 8))
_COLUMNS = (
    *("code", "slug", "households", "em_households", "poor", "em_poor", "near_poor"),
    *("fall", "em_fall", "reviewed", "exits", "left", "relapsed", "fallen", "first", "arrived"),
    *("submitted", "drafts", "groups"),
)
# fmt: off
_ROWS: tuple[tuple[Any, ...], ...] = (
    ("23764", "ia-kha",   2982,  620,  34,  20,  70,  9,  5, 26, 11, 0, 0, 0, 1, 0,  5,  2, MIXED),
    ("23767", "ia-sao",   2080,  640,  48,  33, 105, 12,  8, 26, 10, 1, 0, 1, 0, 0,  9,  6, MIXED),
    ("23768", "ia-yok",   2086,  240,  29,  12,  62,  8,  3, 16,  6, 0, 0, 0, 1, 0,  6,  3, MIXED),
    ("23770", "ia-hrung", 2310,  930,  55,  42, 118, 13, 10, 54, 18, 1, 1, 1, 1, 0,  0,  0, JRAI),
    ("23771", "ia-ba",    1402,  421,  36,  26,  80,  9,  7, 20,  7, 0, 1, 0, 0, 0,  6,  5, JRAI),
    ("23773", "ia-khai",  1180,  905,  71,  66, 128, 19, 17, 30, 11, 0, 1, 2, 0, 0, 12,  9, JRAI),
    ("23776", "ia-krai",  2560, 1180,  97,  74, 204, 33, 25, 38, 13, 1, 1, 2, 2, 0, 15, 12, JRAI),
    ("23778", "ia-grang", 1600,  900,  66,  55, 142, 21, 17, 40, 19, 0, 0, 0, 1, 1, 10,  5, JRAI),
    ("23779", "ia-to",    2570,  960,  62,  44, 136, 15, 11, 40, 17, 1, 1, 1, 1, 0,  8,  4, MIXED),
    ("23782", "ia-o",     2678, 1480, 120,  98, 370, 36, 29, 66, 27, 2, 2, 2, 1, 1, 18, 12, JRAI),
    ("23785", "ia-der",   2666, 1480,  80,  66, 165, 19, 16, 44, 17, 0, 1, 2, 1, 1, 12,  8, JRAI),
    ("23788", "ia-chia",  2165, 1470, 134, 112, 226, 36, 31, 70, 24, 2, 1, 3, 2, 2, 20, 14,
     (("10", 84), ("06", 9), ("02", 7))),
    ("23791", "ia-pech",  1492,  614,  65,  45,  98, 20, 14,  0,  0, 0, 0, 0, 0, 0,  0,  0, JRAI),
)
# fmt: on
FULL: tuple[CommunePlan, ...] = tuple(
    CommunePlan(**dict(zip(_COLUMNS, row, strict=True))) for row in _ROWS
)

# The small demo has a hundredth of the households, but relatively longer lists: a hundredth of
# nine relapses would be none, and every movement must occur.
_SMALL_DIVISORS = {"households": 100, "em_households": 100, "near_poor": 25}
_SMALL_MOVEMENTS = dict.fromkeys(("left", "relapsed", "fallen", "first", "arrived"), 5)
_SMALL_LISTS = 15


def small() -> tuple[CommunePlan, ...]:
    """Return the plan of the small demo: about 280 households, the same proportions between communes."""
    columns: dict[str, list[int]] = {}
    for field in fields(CommunePlan):
        values = [getattr(plan, field.name) for plan in FULL]
        if isinstance(values[0], int):
            columns[field.name] = _apportion(values, _divisor(field.name))
    thinned: list[CommunePlan] = []
    for index, plan in enumerate(FULL):
        numbers: dict[str, Any] = {name: values[index] for name, values in columns.items()}
        thinned.append(replace(plan, **numbers))
    return tuple(_made_possible(plan) for plan in thinned)


def _divisor(name: str) -> int:
    return (_SMALL_DIVISORS | _SMALL_MOVEMENTS).get(name, _SMALL_LISTS)


def _apportion(values: Sequence[int], divisor: int) -> list[int]:
    """Divide numbers so that the parts add up to the divided total (largest remainders)."""
    parts = [value // divisor for value in values]
    missing = max(1, round(sum(values) / divisor)) - sum(parts)
    by_remainder = sorted(range(len(values)), key=lambda i: (-(values[i] % divisor), i))
    for index in by_remainder[:missing]:
        parts[index] += 1
    return parts


def _made_possible(plan: CommunePlan) -> CommunePlan:
    """Limit parts to their wholes after each column was divided separately."""
    poor = max(plan.poor, plan.exits + plan.left + 1)
    em_poor = min(max(plan.em_poor, 1), poor)
    fall = min(max(plan.fall, 1), poor)
    exits = plan.exits
    reviewed = min(max(plan.reviewed, exits), poor - plan.left)
    remaining = poor - plan.left - reviewed
    submitted = min(plan.submitted, remaining)
    return replace(
        plan,
        poor=poor,
        em_poor=em_poor,
        near_poor=max(plan.near_poor, plan.fallen + 1),
        fall=fall,
        em_fall=min(plan.em_fall, fall, em_poor),
        reviewed=reviewed,
        submitted=submitted,
        drafts=min(plan.drafts, remaining - submitted),
    )

"""Every edge of every standard in the product's own table, for the table test of `classify`."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from common.tables import read_table
from households.choices import PovertyStatus
from households.rules import Facts, Thresholds
from households.services.reference import DATA

# The decrees, written independently of the product and in another form: low, high, value, B2.
DECREES = {
    "INCOME_BAND": lambda low, high, value, b2: (
        "POOR"
        if value <= low or (low < value <= high and b2 >= 30)
        else "NEAR_POOR"
        if low < value <= high and b2 < 30
        else "NOT_POOR"
    ),
    "INCOME_AND_DEPRIVATION": lambda low, high, value, b2: (
        "POOR"
        if value <= high and b2 >= 30
        else "NEAR_POOR"
        if value <= high and b2 < 30
        else "NOT_POOR"
    ),
}


def lines() -> dict[tuple[str, str], Thresholds]:
    """Return the line of each standard and area, as the product's table gives it."""
    return {
        (row["standard"], row["area"]): Thresholds(
            shape=row["shape"],
            income_poor_max=int(row["income_poor_max"]),
            income_near_poor_max=int(row["income_near_poor_max"]),
            score_low=int(row["score_low"]) if row["score_low"] else None,
            score_high=int(row["score_high"]) if row["score_high"] else None,
            points_per_deprivation=int(row["points_per_deprivation"]),
            deprivation_limit=int(row["deprivation_limit"]),
        )
        for row in read_table(DATA / "poverty_standards.tsv")
    }


def edges() -> Iterator[tuple[str, Thresholds, Facts, PovertyStatus]]:
    """Yield (name, line, facts, expected) around each line, with 0, 2, 3, 4 and 10 deprivations."""
    for (standard, area), line in lines().items():
        low = line.score_low if line.judged_by_points else line.income_poor_max
        high = line.score_high if line.judged_by_points else line.income_near_poor_max
        values = sorted({0, low - 1, low, low + 1, high - 1, high, high + 1})
        for value, deprivations in product(values, (0, 2, 3, 4, 10)):
            expected = DECREES[line.shape](low, high, value, deprivations * 10)
            name = f"{standard} {area} {value} {deprivations}"
            yield name, line, _facts(line, value, deprivations), PovertyStatus(expected)


def double_edges() -> Iterator[tuple[str, dict[str, Thresholds], Facts, dict[str, PovertyStatus]]]:
    """Yield one household under both standards of 2021 around every line of either.

    (name, lines by standard, facts, expected class by standard): rural and urban.
    """
    known = lines()
    for area in ("RURAL", "URBAN"):
        both = {code: known[code, area] for code in ("VN-2016-2020", "VN-2022-2025")}
        limits = {each for line in both.values() for each in (line.score_low, line.score_high)}
        points = sorted({limit + step for limit in limits for step in (-1, 0, 1)} | {0})
        for value, deprivations in product(points, (0, 2, 3, 4, 10)):
            expected = {
                code: PovertyStatus(
                    DECREES[line.shape](line.score_low, line.score_high, value, deprivations * 10)
                )
                for code, line in both.items()
            }
            name = f"{area} {value} {deprivations}"
            yield name, both, Facts(b1_points=value, deprivations=deprivations), expected


def _facts(line: Thresholds, value: int, deprivations: int) -> Facts:
    given: dict[str, Any] = (
        {"b1_points": value} if line.judged_by_points else {"income_per_person": value}
    )
    return Facts(deprivations=deprivations, **given)

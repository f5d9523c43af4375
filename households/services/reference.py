"""The poverty standards shipped with the product."""

import datetime as dt
from pathlib import Path

from django.db import transaction

from common.history import save_with_history
from common.tables import read_table
from households.models import Indicator, PovertyStandard, StandardLine

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_standards() -> int:
    """Create the missing poverty standards; return the number created.

    An existing standard is left unchanged, even when the labour office has edited it. Sources: QĐ
    59/2015/QĐ-TTg, NĐ 07/2021/NĐ-CP, NĐ 351/2025/NĐ-CP (the 2027–2030 points and forms are not
    published, so its lines carry incomes only and it has no indicators yet).
    """
    known = set(PovertyStandard.objects.values_list("code", flat=True))
    made: dict[str, PovertyStandard] = {}
    for row in read_table(DATA / "poverty_standards.tsv"):
        if row["standard"] in known:
            continue
        if row["standard"] not in made:
            made[row["standard"]] = _make_standard(row)
        _make_line(made[row["standard"]], row)
    for row in read_table(DATA / "deprivation_indicators.tsv"):
        if row["standard"] in made:
            _make_indicator(made[row["standard"]], row)
    return len(made)


def _make_standard(row: dict[str, str]) -> PovertyStandard:
    standard = PovertyStandard(
        code=row["standard"],
        name=row["name"],
        legal_basis=row["legal_basis"],
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_to=dt.date.fromisoformat(row["valid_to"]),
        shape=row["shape"],
        points_per_deprivation=int(row["points_per_deprivation"]),
        deprivation_limit=int(row["deprivation_limit"]),
    )
    save_with_history(standard, by=None)
    return standard


def _make_line(standard: PovertyStandard, row: dict[str, str]) -> None:
    line = StandardLine(
        standard=standard,
        area_type=row["area"],
        income_poor_max=int(row["income_poor_max"]),
        income_near_poor_max=int(row["income_near_poor_max"]),
        score_low=int(row["score_low"]) if row["score_low"] else None,
        score_high=int(row["score_high"]) if row["score_high"] else None,
    )
    save_with_history(line, by=None)


def _make_indicator(standard: PovertyStandard, row: dict[str, str]) -> None:
    indicator = Indicator(
        standard=standard,
        number=int(row["number"]),
        key=row["key"],
        dimension=row["dimension"],
        name=row["name"],
        threshold=row["threshold"],
    )
    save_with_history(indicator, by=None)

"""The scoring tables shipped with the product: partial and unverified."""

from itertools import groupby
from pathlib import Path

from django.db import transaction

from common.history import create_many, save_with_history
from common.tables import read_table
from households.choices import ScoringArea, TableState
from households.models import PovertyStandard, ScoringAnswer, ScoringItem, ScoringTable

FILE = (
    Path(__file__).resolve().parent.parent / "data" / "b1_scores_2016_2020_partial_unverified.tsv"
)
STANDARD = "VN-2016-2020"
LEGAL_BASIS = "TT 17/2016/TT-BLĐTBXH, Phụ lục 3b (chưa đối chiếu với bản chính thức)"
SOURCE_NOTE = (
    "Năm nhóm mục đầu, nguồn tham khảo, chưa đối chiếu bản chính; các nhóm còn lại chưa có."
)


@transaction.atomic
def load_scoring_tables() -> int:
    """Create the B1 tables of 2016–2020 for areas without one; return the number created.

    They are in force at once, but neither verified nor complete, so a B1 from them is provisional.
    An area with a table of any edition is left unchanged. The points of 2022–2025 (TT 07/2021, PL
    III–IV) are not known, so there is no table.
    """
    standard = PovertyStandard.objects.filter(code=STANDARD).first()
    if standard is None:
        return 0
    known = set(ScoringTable.objects.filter(standard=standard).values_list("area", flat=True))
    missing = [area for area in ScoringArea.values if area not in known]
    rows = read_table(FILE) if missing else []
    for area in missing:
        _make_table(standard, area, rows)
    return len(missing)


def _make_table(standard: PovertyStandard, area: str, rows: list[dict[str, str]]) -> None:
    table = ScoringTable(
        standard=standard,
        area=area,
        edition=1,
        legal_basis=LEGAL_BASIS,
        source_note=SOURCE_NOTE,
        valid_from=standard.valid_from,
        valid_to=standard.valid_to,
        is_complete=False,
        state=TableState.IN_FORCE,
    )
    save_with_history(table, by=None)
    answers = []
    for position, (key, group) in enumerate(groupby(rows, key=lambda row: row["item"]), start=1):
        of_item = list(group)
        item = _item(table, position, key, of_item[0])
        save_with_history(item, by=None)
        answers += [_answer(item, place, row, area) for place, row in enumerate(of_item, start=1)]
    create_many(answers, by=None)


def _item(table: ScoringTable, position: int, key: str, row: dict[str, str]) -> ScoringItem:
    return ScoringItem(
        table=table,
        position=position,
        group_number=int(row["group_number"]),
        group_name=row["group_name"],
        key=key,
        label=row["label"],
        source=row["source"],
        is_withheld_from_dependants=row["withheld"] == "1",
    )


def _answer(item: ScoringItem, position: int, row: dict[str, str], area: str) -> ScoringAnswer:
    return ScoringAnswer(
        item=item,
        position=position,
        key=row["answer"],
        label=row["answer_label"],
        at_least=int(row["at_least"]) if row["at_least"] else None,
        at_most=int(row["at_most"]) if row["at_most"] else None,
        points=int(row[area]),
    )

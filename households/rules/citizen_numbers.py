"""What a 12-digit personal number says about its bearer; no check digit, hence doubts, not errors."""

from functools import cache
from pathlib import Path

from common.tables import read_table
from households.choices import Sex

DATA = Path(__file__).resolve().parent / "data"


@cache
def birth_provinces() -> frozenset[str]:
    """Return the three-digit codes of the 63 provinces in which a birth can be registered.

    Annex of TT 07/2016/TT-BCA, kept by TT 59/2021/TT-BCA; the list is own knowledge [O-high],
    not read from the text. People born abroad carry a country's code instead: a reason says so.
    """
    return frozenset(row["code"] for row in read_table(DATA / "birth_provinces.tsv"))


def doubts(*, number: str, sex: str, birth_year: int | None) -> list[str]:
    """Return, in words, where a number disagrees with its bearer's sex and year of birth.

    Digits: 3 place of birth registration, 1 century and sex (0 and 1 for men and women born in
    the 1900s, 2 and 3 in the 2000s), 2 year of birth, 6 serial (NĐ 137/2015/NĐ-CP, NĐ
    37/2021/NĐ-CP). An empty number gives no doubt.
    """
    if len(number) != 12:
        return []
    century_and_sex, year = int(number[3]), int(number[4:6])
    found = []
    if number[:3] not in birth_provinces():
        found.append("3 chữ số đầu không phải mã tỉnh khai sinh")
    if sex and century_and_sex % 2 != (1 if sex == Sex.FEMALE else 0):
        found.append("chữ số thứ 4 không khớp giới tính")
    if birth_year is not None:
        if 1900 + 100 * (century_and_sex // 2) != birth_year // 100 * 100:
            found.append("chữ số thứ 4 không khớp thế kỷ sinh")
        if year != birth_year % 100:
            found.append("chữ số thứ 5–6 không khớp năm sinh")
    return found

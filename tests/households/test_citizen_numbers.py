import pytest

from households.choices import Sex
from households.rules.citizen_numbers import BIRTH_PROVINCES, doubts

SEX = "chữ số thứ 4 không khớp giới tính"
CENTURY = "chữ số thứ 4 không khớp thế kỷ sinh"
PROVINCE = "3 chữ số đầu không phải mã tỉnh khai sinh"
YEAR = "chữ số thứ 5–6 không khớp năm sinh"


@pytest.mark.parametrize(
    ("number", "sex", "birth_year", "expected"),
    [
        ("064080001234", Sex.MALE, 1980, []),
        ("064180001234", Sex.FEMALE, 1980, []),
        ("064210001234", Sex.MALE, 2010, []),
        ("064310001234", Sex.FEMALE, 2010, []),
        ("064180001234", Sex.MALE, 1980, [SEX]),
        ("064080001234", Sex.MALE, 1981, [YEAR]),
        ("064080001234", Sex.MALE, 2080, [CENTURY]),
        ("064310001234", Sex.MALE, 1911, [SEX, CENTURY, YEAR]),
        ("064080001234", Sex.MALE, None, []),
        ("001080001234", Sex.MALE, 1980, []),
        ("096080001234", Sex.MALE, 1980, []),
        ("003080001234", Sex.MALE, 1980, [PROVINCE]),
        ("097180001234", Sex.MALE, 1980, [PROVINCE, SEX]),
        ("064080001234", "", 1980, []),
        ("", Sex.MALE, 1980, []),
    ],
)
def test_a_number_is_compared_with_sex_century_year_and_province(number, sex, birth_year, expected):
    assert doubts(number=number, sex=sex, birth_year=birth_year) == expected


def test_there_are_63_provinces():
    assert len(BIRTH_PROVINCES) == 63

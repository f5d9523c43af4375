import pytest

from households.choices import Sex
from households.citizen_numbers import doubts

SEX = "chữ số thứ 4 không khớp giới tính"
CENTURY = "chữ số thứ 4 không khớp thế kỷ sinh"
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
        ("064080001234", "", 1980, []),
        ("", Sex.MALE, 1980, []),
    ],
)
def test_a_number_is_compared_with_sex_century_and_year(number, sex, birth_year, expected):
    assert doubts(number=number, sex=sex, birth_year=birth_year) == expected

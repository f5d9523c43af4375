import pytest
from django.core.exceptions import ValidationError
from rest_framework import serializers

from households.api.serializers.fields import CitizenNumberSerializerField
from households.choices import Sex
from households.forms.fields import CitizenNumberFormField
from households.rules.citizen_numbers import BIRTH_PROVINCES, doubts

SEX = "chữ số thứ 4 không khớp giới tính"
CENTURY = "chữ số thứ 4 không khớp thế kỷ sinh"
PROVINCE = "3 chữ số đầu không phải mã tỉnh khai sinh"
YEAR = "chữ số thứ 5–6 không khớp năm sinh"

NUMBER = "064080001234"


@pytest.mark.parametrize(
    ("number", "sex", "birth_year", "expected"),
    [
        ("064080001234", Sex.MALE, 1980, []),
        ("064180001234", Sex.FEMALE, 1980, []),
        ("064210001234", Sex.MALE, 2010, []),
        ("064310001234", Sex.FEMALE, 2010, []),
        ("064180001234", Sex.MALE, 1980, [SEX]),
        ("064080001234", Sex.MALE, 1981, [f"{YEAR} 1981"]),
        ("064080001234", Sex.MALE, 2080, [CENTURY]),
        ("064310001234", Sex.MALE, 1911, [SEX, CENTURY, f"{YEAR} 1911"]),
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


@pytest.mark.parametrize("typed", [NUMBER, " 064 080 001 234 ", "064.080.001.234"])
def test_a_citizen_number_keeps_its_leading_zero(typed):
    assert CitizenNumberFormField().clean(typed) == NUMBER
    assert CitizenNumberSerializerField().run_validation(typed) == NUMBER


@pytest.mark.parametrize(
    "typed",
    ["64080001234", "0640800012345", "06408000123a", "０６４０８０００１２３４", "064-080-001"],
)
def test_what_is_not_twelve_digits_is_refused(typed):
    with pytest.raises(ValidationError):
        CitizenNumberFormField().clean(typed)
    with pytest.raises(serializers.ValidationError):
        CitizenNumberSerializerField().run_validation(typed)


def test_a_citizen_number_sent_as_a_number_is_refused():
    with pytest.raises(serializers.ValidationError):
        CitizenNumberSerializerField().run_validation(640_80_001_234)

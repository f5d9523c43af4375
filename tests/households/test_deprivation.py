"""Answers derived from the register: a table at every edge of every wording."""

from decimal import Decimal

import pytest

from common.tables import read_table
from households.rules import Home, Person, derive
from households.rules.deprivation import RULES
from households.services.reference import DATA

OLD, NEW = "VN-2016-2020", "VN-2022-2025"
WORDINGS = {
    (row["standard"], row["key"]): row["threshold"]
    for row in read_table(DATA / "deprivation_indicators.tsv")
}


def derived(standard, key, *people, area=None):
    """Return the derived answer to one indicator of a standard, None when it must be asked."""
    home = Home(people=people, house_area=area and Decimal(area))
    found = derive({key: WORDINGS[standard, key]}, home).get(key)
    return found and found.answer


def person(age=40, born=None, **given):
    given.setdefault("name", "Siu Thử")
    return Person(age=age, birth_year=2021 - age if born is None else born, **given)


def nobody_knows(**given):
    return Person(name="Siu Thử", **given)


def test_every_rule_belongs_to_a_published_wording():
    published = {(key, threshold) for (_, key), threshold in WORDINGS.items()}

    assert set(RULES) <= published


def test_another_wording_is_asked():
    home = Home(people=[person(insured=False)])

    assert derive({"health_insurance": "Không có bảo hiểm"}, home) == {}


def test_without_people_nothing_is_derived():
    wordings = {key: wording for (_, key), wording in WORDINGS.items()}

    assert derive(wordings, Home(people=[], house_area=Decimal(30))) == {}


@pytest.mark.parametrize("standard", [OLD, NEW])
@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([person(6, insured=False)], True),
        ([person(5, insured=False)], False),
        ([person(6, insured=True)], False),
        ([person(6)], None),
        ([person(5)], False),
        ([nobody_knows(insured=False)], None),
        ([nobody_knows(insured=True)], False),
        ([person(40, insured=True), person(30)], None),
        ([person(40, insured=False), person(30)], True),
    ],
)
def test_insurance_is_that_of_everybody_from_six_years(standard, people, expected):
    assert derived(standard, "health_insurance", *people) is expected


@pytest.mark.parametrize("standard", [OLD, NEW])
@pytest.mark.parametrize(
    ("area", "people", "expected"),
    [("8", 1, False), ("7.9", 1, True), ("40", 5, False), ("39.9", 5, True), (None, 5, None)],
)
def test_area_is_that_of_the_house_for_each_person(standard, area, people, expected):
    found = derived(standard, "housing_area", *[person()] * people, area=area)

    assert found is expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([person(5, work="NONE")], True),
        ([person(4, work="NONE")], False),
        ([person(14, work="FARM")], True),
        ([person(15, work="FARM")], False),
        ([person(9, work="STUDYING")], False),
        ([person(9)], None),
        ([nobody_knows(work="STUDYING")], False),
        ([nobody_knows(work="FARM")], None),
    ],
)
def test_school_in_2016_2020_is_attendance_from_5_to_under_15(people, expected):
    assert derived(OLD, "child_school", *people) is expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([person(3, work="NONE")], True),
        ([person(2, work="NONE")], False),
        ([person(15, work="FARM")], True),
        ([person(16, work="FARM")], False),
        ([person(9, work="STUDYING")], None),  # at school, but at its level? not in the register
        ([person(9, work="STUDYING"), person(7, work="NONE")], True),
        ([person(40), person(38)], False),
    ],
)
def test_school_from_2022_is_the_right_level_from_3_to_under_16(people, expected):
    assert derived(NEW, "child_school", *people) is expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([person(15, schooling="PRIMARY", work="FARM")], True),
        ([person(14, schooling="PRIMARY", work="FARM")], False),
        ([person(35, born=1986, schooling="NONE", work="FARM")], True),
        ([person(36, born=1985, schooling="NONE", work="FARM")], False),
        ([person(20, schooling="LOWER_SECONDARY", work="FARM")], False),
        ([person(20, schooling="UPPER_SECONDARY", work="FARM")], False),
        ([person(20, schooling="VOCATIONAL", work="FARM")], None),
        ([person(20, schooling="PRIMARY", work="STUDYING")], False),
        ([person(20, schooling="PRIMARY")], None),
        ([person(20, work="FARM")], None),
        ([nobody_knows(schooling="NONE", work="FARM")], None),
        ([nobody_knows(schooling="COLLEGE", work="STATE")], False),
    ],
)
def test_adults_of_2016_2020_are_those_from_15_born_from_1986(people, expected):
    assert derived(OLD, "adult_education", *people) is expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([person(16, schooling="PRIMARY", work="FARM")], True),
        ([person(15, schooling="PRIMARY", work="FARM")], False),
        ([person(17, schooling="LOWER_SECONDARY", work="FARM")], False),
        ([person(17, schooling="VOCATIONAL", work="FARM")], None),
        ([person(17, schooling="PRIMARY", work="FARM")], True),
        ([person(18, schooling="LOWER_SECONDARY", work="FARM")], None),  # perhaps a certificate
        ([person(18, schooling="PRIMARY", work="FARM")], None),
        ([person(18, schooling="UPPER_SECONDARY", work="FARM")], False),
        ([person(30, schooling="VOCATIONAL", work="FARM")], False),
        ([person(30, schooling="PRIMARY", work="FARM")], None),
        ([person(31, schooling="NONE", work="FARM")], False),
        ([person(20, schooling="PRIMARY", work="STUDYING")], False),
        ([person(16, schooling="PRIMARY")], None),
        ([person(40, schooling="NONE", work="FARM")], False),
    ],
)
def test_adults_from_2022_are_those_from_16_to_30(people, expected):
    assert derived(NEW, "adult_education", *people) is expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([person(15), person(15), person(40)], True),
        ([person(15), person(40)], False),  # exactly a half is not over 50 %
        ([person(15), person(16), person(40)], False),
        ([person(15), person(60), person(40)], None),  # an elder, perhaps with assistance
        ([person(15), person(59), person(40)], False),
        ([person(15), person(40, is_disabled=True), person(40)], None),
        ([person(15), person(60), person(40), person(40)], False),
        ([nobody_knows()], None),
        ([person(40)], False),
    ],
)
def test_dependants_are_counted_as_far_as_the_register_knows_them(people, expected):
    assert derived(NEW, "dependents", *people) is expected


@pytest.mark.parametrize(
    ("people", "expected"),
    [([person(16)], False), ([person(15)], None), ([nobody_knows()], None)],
)
def test_nutrition_is_settled_only_without_children(people, expected):
    assert derived(NEW, "nutrition", *people) is expected


@pytest.mark.parametrize(
    ("standard", "key", "people", "area", "words"),
    [
        (
            OLD,
            "health_insurance",
            [person(name="Rơ Châm H'Lan"), person(34, name="Siu Thử", insured=False)],
            None,
            "Siu Thử (34 tuổi) không có bảo hiểm y tế",
        ),
        (
            OLD,
            "child_school",
            [person(age, name=f"Siu {age}", work="NONE") for age in range(7, 12)],
            None,
            "Siu 7 (7 tuổi), Siu 8 (8 tuổi), Siu 9 (9 tuổi) và 2 người nữa không đi học",
        ),
        (
            NEW,
            "housing_area",
            [person()] * 5,
            "39.9",
            "39,9 m² ÷ 5 khẩu = 7,9 m² một người, dưới 8 m²",
        ),
        (
            NEW,
            "housing_area",
            [person()] * 5,
            "40",
            "40,0 m² ÷ 5 khẩu = 8,0 m² một người, từ 8 m² trở lên",
        ),
        (
            NEW,
            "dependents",
            [person(15), person(15), person(40)],
            None,
            "2 trẻ dưới 16 tuổi trên 3 khẩu: trên 50 %",
        ),
    ],
)
def test_what_is_derived_says_why(standard, key, people, area, words):
    home = Home(people=people, house_area=area and Decimal(area))

    assert derive({key: WORDINGS[standard, key]}, home)[key].why == words


def test_a_person_is_named_with_the_age_where_it_is_known():
    assert person(40).label == "Siu Thử (40 tuổi)"
    assert nobody_knows().label == "Siu Thử"

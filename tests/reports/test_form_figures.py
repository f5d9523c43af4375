"""The numbers of the official forms, counted again one household at a time."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from common.clock import now
from reports.queries.forms.base import FormRequest
from reports.words.forms.definition import form_table
from reports.words.forms.forms import FORM_BY_SLUG, FORMS
from support.models import ReasonAnalysis, ReasonFinding
from tests import factories
from tests.reports.form_data import KEYS, RandomDistrict

POOR, NEAR_POOR = "POOR", "NEAR_POOR"
DAY = dt.date(2021, 11, 15)


@pytest.fixture(scope="module", params=range(2))
def _district_once(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield RandomDistrict(request.param)
        transaction.set_rollback(True)


@pytest.fixture
def district(_district_once, db):
    return _district_once


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


def table_of(slug, district, reader, **given):
    asked = FormRequest(
        year=2021,
        standard=district.standard,
        reader=reader,
        as_of=DAY,
        computed_at=now(),
        boundaries="old",
        **given,
    )
    return form_table(FORM_BY_SLUG[slug], asked)


def each_line(table, district):
    """Yield each commune (None: the district) with its lines of values."""
    communes = {commune.pk: commune for commune in district.communes}
    for unit in (*table.units, table.total):
        if not unit.is_section:
            yield communes.get(unit.key), [dict(line.values) for line in unit.lines]


def people(records):
    return sum(record.members for record in records)


def of_minority(found):
    return [each for each in found if each.is_ethnic_minority]


def test_form_1_counts_households_persons_and_both_lists(district, leader):
    for commune, [values] in each_line(table_of("01", district, leader), district):
        living = district.living(commune)
        poor, near_poor = district.listed(POOR, commune), district.listed(NEAR_POOR, commune)

        assert (values["c1"], values["c2"]) == (
            len(living),
            sum(household.member_count for household in living),
        )
        assert (values["c3"], values["c5"]) == (len(poor), len(near_poor))
        assert (values["c9"], values["c11"]) == (people(poor), people(near_poor))
        assert float(values["c4"]) == pytest.approx(len(poor) / len(living))
        assert float(values["c6"]) == pytest.approx(len(near_poor) / len(living))


def test_forms_2_and_3_agree_with_the_lists_and_with_each_other(district, leader):
    poor, near_poor = (table_of(slug, district, leader) for slug in ("02", "03"))

    lines = zip(each_line(poor, district), each_line(near_poor, district), strict=True)
    for (commune, both), (_, near_both) in lines:
        assert both[0]["c9"] == len(district.listed(POOR, commune))
        assert near_both[0]["c9"] == len(district.listed(NEAR_POOR, commune))
        for one, other in zip(both, near_both, strict=True):
            assert (one["c2"], one["c5"]) == (other["c5"], other["c3"])
    assert list(poor.broken) == list(near_poor.broken) == []


@pytest.mark.parametrize(("slug", "status"), [("04", POOR), ("06", NEAR_POOR)])
def test_forms_4_and_6_count_each_deprivation(district, leader, slug, status):
    for commune, [values] in each_line(table_of(slug, district, leader), district):
        listed = district.listed(status, commune)
        found = {
            key: [each.result.answers[key] for each in listed if each.result is not None]
            for key in KEYS
        }

        assert values["listed"] == len(listed)
        known = {
            key: sum(answer is True for answer in answers) if any_known(answers, listed) else None
            for key, answers in found.items()
        }
        assert {key: values[key] for key in KEYS} == known
        assert values["sum"] == sum(filter(None, known.values()))


def any_known(answers, listed):
    return not listed or any(answer is not None for answer in answers)


@pytest.mark.parametrize(("slug", "counts"), [("05", "04"), ("07", "06")])
def test_forms_5_and_7_are_shares_of_the_list(district, leader, slug, counts):
    rates = each_line(table_of(slug, district, leader), district)
    counted = each_line(table_of(counts, district, leader), district)

    for (_, [values]), (_, [numbers]) in zip(rates, counted, strict=True):
        for key in KEYS:
            whole, part = numbers["listed"], numbers[key]
            expected = part / whole if whole and part is not None else None
            assert (None if values[f"{key}_rate"] is None else float(values[f"{key}_rate"])) == (
                None if expected is None else pytest.approx(expected)
            )


def test_form_8_counts_each_group_in_households_and_people(district, leader):
    for commune, lines in each_line(table_of("08", district, leader), district):
        for start, status in ((1, POOR), (5, NEAR_POOR)):
            listed = district.listed(status, commune)
            groups = [
                listed,
                of_minority(listed),
                [each for each in listed if each.household.no_labour_capacity],
                [each for each in listed if each.household.has_merit],
            ]
            keys = [f"c{start + offset}" for offset in range(4)]
            assert [lines[0][key] for key in keys] == [len(group) for group in groups]
            assert [lines[1][key] for key in keys] == [people(group) for group in groups]


def test_form_9_counts_each_ethnic_group(district, leader):
    table = table_of("09", district, leader)
    groups = {column.title: column.key for column in table.columns}
    for commune, lines in each_line(table, district):
        for values, status in zip(lines, (POOR, NEAR_POOR), strict=True):
            listed = district.listed(status, commune)
            for group in district.groups:
                number = sum(each.household.ethnicity == group for each in listed)
                if group.name in groups:
                    assert values[groups[group.name]] == number
            assert values["kinh"] + values["minority"] == values["listed"] == len(listed)
            assert values["other"] == 0


def test_form_10_counts_each_reason(district, leader):
    findings = set(ReasonFinding.objects.values_list("analysis__household", "reason__key"))
    analysed = set(ReasonAnalysis.objects.values_list("household", flat=True))
    for commune, lines in each_line(table_of("10", district, leader), district):
        for values, status in zip(lines, (POOR, NEAR_POOR), strict=True):
            listed = district.listed(status, commune)
            is_known = not listed or any(each.household_id in analysed for each in listed)
            for reason in district.reasons:
                number = sum((each.household_id, reason.key) in findings for each in listed)
                assert values[reason.key] == (number if is_known else None)


def test_form_11_counts_children_on_the_day_of_the_figures(district, leader):
    for commune, [values] in each_line(table_of("11", district, leader), district):
        for start, status in ((1, POOR), (4, NEAR_POOR)):
            members = [
                member
                for record in district.listed(status, commune)
                for member in record.household.members.all()
                if member.birth_date
            ]
            aged = [(member, age(member.birth_date)) for member in members]
            children = [member for member, years in aged if years < 16]
            pupils = [member for member, years in aged if 5 <= years < 15]

            assert values[f"c{start}"] == len(children)
            assert values[f"c{start + 1}"] == sum(
                child.has_health_insurance is False for child in children
            )
            assert values[f"c{start + 2}"] == sum(
                pupil.work not in {"", "STUDYING"} for pupil in pupils
            )


def age(born):
    return DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))


@pytest.mark.parametrize(("slug", "status"), [("12", POOR), ("13", NEAR_POOR)])
def test_forms_12_and_13_set_the_list_against_all_households(district, leader, slug, status):
    for commune, [values] in each_line(table_of(slug, district, leader), district):
        living, listed = district.living(commune), district.listed(status, commune)
        kinds = [
            lambda ethnicity: True,
            lambda ethnicity: not ethnicity.is_minority,
            lambda ethnicity: ethnicity.is_minority,
            lambda ethnicity: ethnicity.is_indigenous,
        ]
        for offset, is_of in enumerate(kinds):
            all_of = [each for each in living if is_of(each.ethnicity)]
            some = [each for each in listed if is_of(each.household.ethnicity)]
            assert values[f"c{1 + offset}"] == len(all_of)
            assert values[f"c{5 + offset}"] == sum(each.member_count for each in all_of)
            assert values[f"c{9 + 2 * offset}"] == len(some)
            assert values[f"c{20 + 2 * offset}"] == people(some)
        assert values["c17"] == sum(each.household.has_merit for each in listed)
        assert values["c18"] == sum(each.household.no_labour_capacity for each in listed)
        assert values["c19"] == sum(each.household.head.sex == "FEMALE" for each in listed)


def test_the_summary_of_2016_to_2020_splits_by_area_and_by_kind(district, leader):
    table = table_of("giai-doan-2016-2020", district, leader)

    for commune, [values] in each_line(table, district):
        listed = district.listed(POOR, commune)
        bases = [each.result.basis for each in listed if each.result]
        assert values["c14"] == len(listed)
        assert (values["c16"], values["c17"]) == (
            bases.count("BY_INCOME"),
            bases.count("BY_DEPRIVATION"),
        )
        assert values["c18"] == len(of_minority(listed))
    sections = [unit for unit in table.units if unit.is_section]
    assert [(each.number, each.name) for each in sections] == [
        ("I", "Thành thị"),
        ("II", "Nông thôn"),
    ]
    [town] = [unit for unit in table.units if unit.name.endswith("Ia Kha")]
    assert sections[0].lines[0].values == town.lines[0].values


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_the_district_is_the_sum_of_its_communes(form, district, leader):
    table = table_of(form.slug, district, leader)
    communes = [unit for unit in table.units if not unit.is_section]

    for position, line in enumerate(table.total.lines):
        for column in table.columns:
            parts = [unit.lines[position].values.get(column.key) for unit in communes]
            known = [part for part in parts if part is not None]
            if not column.is_rate and known:
                assert line.values[column.key] == sum(known), column.title


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.slug)
def test_a_form_takes_few_queries_whatever_the_rows(form, district, leader):
    table_of(form.slug, district, leader)  # fills the caches of names
    with CaptureQueriesContext(connection) as few:
        table_of(form.slug, district, leader)
    for _ in range(5):
        district.add(district.communes[1])

    with CaptureQueriesContext(connection) as many:
        table_of(form.slug, district, leader)

    assert len(many) <= len(few) <= 15

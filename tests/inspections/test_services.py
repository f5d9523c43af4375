"""Drawing a sample, recording results, concluding."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from common.errors import Conflict
from inspections.models import RecheckCase, RecheckSample
from inspections.queries.samples import sample_page
from inspections.services import (
    CannotDraw,
    CannotRecheck,
    close_sample,
    draw_samples,
    record_case,
)
from tests import factories
from tests.inspections.data import NOON, TODAY, approved_form, drawn_sample, found

pytestmark = pytest.mark.django_db


def draw(forms, by, **asked):
    said = {
        "client_id": uuid.uuid4(),
        "round_": forms[0].round,
        "communes": [forms[0].commune],
        "group": "ALL",
        "size": 2,
        "seed": "mùa thu",
    }
    return draw_samples(**(said | asked), by=by, at=NOON)


def record(case, by, **said):
    standard = case.assessment.round.standards.get()
    facts = {
        "version": case.version,
        "state": "CHECKED",
        "checked_on": TODAY,
        "note": "",
        "found": found(standard),
    }
    return record_case(case_id=case.pk, by=by, on=TODAY, **(facts | said))


def test_a_sample_holds_the_households_its_seed_draws(commune, labour_office):
    forms = [approved_form(commune) for _ in range(5)]

    (first,) = draw(forms, labour_office)
    again = draw_samples(
        client_id=uuid.uuid4(),
        round_=forms[0].round,
        communes=[commune],
        group="ALL",
        size=4,
        seed="mùa đông",
        by=labour_office,
        at=NOON,
    )

    assert (first.population, first.cases.count()) == (5, 2)
    assert again[0].cases.count() == 4
    assert first.history.get().history_user == labour_office
    assert RecheckCase.history.filter(sample=first).count() == 2


def test_drawing_twice_with_one_key_is_one_sample(commune, labour_office):
    forms, key = [approved_form(commune)], uuid.uuid4()

    first = draw(forms, labour_office, client_id=key)
    second = draw(forms, labour_office, client_id=key)

    assert first == second
    assert RecheckSample.objects.count() == 1


def test_a_seed_serves_once(commune, labour_office):
    forms = [approved_form(commune)]
    draw(forms, labour_office)

    with pytest.raises(CannotDraw, match="Mã này đã dùng"):
        draw(forms, labour_office)


@pytest.mark.parametrize(
    ("asked", "words"),
    [({"size": 0}, "từ 1 đến 200"), ({"size": 201}, "từ 1 đến 200"), ({"seed": ""}, "mã rút mẫu")],
)
def test_what_cannot_be_drawn_is_said(commune, labour_office, asked, words):
    with pytest.raises(CannotDraw, match=words):
        draw([approved_form(commune)], labour_office, **asked)


def test_a_commune_without_approved_forms_has_no_sample(commune, other_commune, labour_office):
    forms = [approved_form(commune)]

    drawn = draw(forms, labour_office, communes=[commune, other_commune])

    assert [sample.commune for sample in drawn] == [commune]
    with pytest.raises(CannotDraw, match="Chưa có phiếu nào"):
        draw(forms, labour_office, communes=[other_commune])


@pytest.mark.parametrize(("group", "drawn"), [("ALL", 3), ("LISTED", 2), ("EXITED", 1), ("NEW", 0)])
def test_a_group_limits_what_is_drawn_from(commune, labour_office, group, drawn):
    poor = approved_form(commune, b1=100, status="POOR")
    approved_form(commune)
    exited = approved_form(commune, b1=160, status="NOT_POOR")
    result = exited.results.get()
    factories.PovertyRecordFactory(household=exited.household, exited=True, result=result)

    asked = {"group": group, "size": 9}
    if not drawn:
        with pytest.raises(CannotDraw):
            draw([poor], labour_office, **asked)
        return
    (sample,) = draw([poor], labour_office, **asked)

    assert sample.cases.count() == drawn


@pytest.mark.parametrize(
    ("b1", "lacking", "status", "wrong"),
    [
        (135, 0, "NEAR_POOR", False),
        (120, 0, "POOR", True),
        (150, 3, "POOR", True),
        (151, 3, "NOT_POOR", True),
    ],
)
def test_the_re_check_is_judged_by_the_rule_of_the_review(
    commune, labour_office, b1, lacking, status, wrong
):
    case = drawn_sample(commune, by=labour_office).cases.get()
    standard = case.assessment.round.standards.get()

    case = record(case, labour_office, found=found(standard, b1=b1, lacking=lacking))

    result = case.results.get()
    assert (result.status, result.former_status, case.is_wrong) == (status, "NEAR_POOR", wrong)
    assert result.explanation
    assert case.assessment.results.get().status == "NEAR_POOR"


def test_writing_the_same_down_twice_changes_nothing(commune, labour_office):
    case = drawn_sample(commune).cases.get()

    first = record(case, labour_office)
    second = record(case, labour_office)

    assert first.version == second.version == 2
    assert RecheckCase.history.filter(id=case.pk).count() == 2


def test_the_second_of_two_concurrent_edits_is_a_conflict(commune, labour_office):
    case = drawn_sample(commune).cases.get()
    record(case, labour_office)

    with pytest.raises(Conflict, match=labour_office.full_name):
        record(case, labour_office, note="khác")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"checked_on": TODAY + dt.timedelta(days=1)}, "sau hôm nay"),
        ({"checked_on": dt.date(2021, 9, 30)}, "ngày khảo sát"),
        ({"found": []}, "từng chuẩn nghèo"),
        ({"state": "PENDING"}, "chọn kết quả"),
    ],
)
def test_what_cannot_be_written_down_is_said(commune, labour_office, said, words):
    case = drawn_sample(commune).cases.get()

    with pytest.raises(CannotRecheck, match=words):
        record(case, labour_office, **said)


def test_a_result_with_an_answer_missing_is_refused(commune, labour_office):
    case = drawn_sample(commune).cases.get()
    facts = found(case.assessment.round.standards.get(), b1=None)

    with pytest.raises(CannotRecheck, match="ghi đủ điểm B1"):
        record(case, labour_office, found=facts)


def test_a_household_nobody_met_counts_neither_right_nor_wrong(commune, labour_office):
    sample = drawn_sample(commune)
    case = record(sample.cases.get(), labour_office)

    record(case, labour_office, state="ABSENT", version=2)

    shown = sample_page(sample)
    assert (shown.checked, shown.absent, shown.findings[0].error.rate) == (0, 1, None)
    assert RecheckCase.objects.get().results.count() == 0


def test_a_sample_is_concluded_once_every_case_is_done(commune, labour_office):
    sample = drawn_sample(commune)
    said = {"sample_id": sample.pk, "version": 1, "conclusion": "Đúng", "by": labour_office}

    with pytest.raises(CannotRecheck, match="Còn 1 hộ"):
        close_sample(**said)
    record(sample.cases.get(), labour_office)
    with pytest.raises(CannotRecheck, match="kết luận"):
        close_sample(**(said | {"conclusion": ""}))
    closed = close_sample(**said)

    assert not closed.is_open
    assert close_sample(**said).version == closed.version
    with pytest.raises(CannotRecheck, match="đã kết thúc"):
        record(RecheckCase.objects.get(), labour_office, note="muộn")


def test_what_a_sample_says_of_the_whole_group(commune, labour_office):
    forms = [approved_form(commune) for _ in range(10)]
    (sample,) = draw(forms, labour_office, size=4)
    standard = sample.round.standards.get()
    for number, case in enumerate(sample.cases.all()):
        record(case, labour_office, found=found(standard, b1=100 if number == 0 else 135))

    finding = sample_page(sample).findings[0]

    assert (finding.error.wrong, finding.error.checked) == (1, 4)
    assert (finding.poor_difference, finding.estimate) == (1, 2.5)
    assert [(c.before, c.after, c.households) for c in finding.changes] == [
        ("NEAR_POOR", "POOR", 1)
    ]


def test_the_database_refuses_a_case_checked_without_a_verdict(commune):
    case = drawn_sample(commune).cases.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        RecheckCase.objects.filter(pk=case.pk).update(state="CHECKED")

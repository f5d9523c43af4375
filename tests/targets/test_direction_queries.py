"""The standing of tasks, the evidence for them, and the reminders."""

import datetime as dt

import pytest

from targets.pages.reminders import direction_reminders
from targets.queries.directions import direction_rows, overdue_by_commune
from targets.services.directions import load_programme_directions
from targets.words.directions import fact_words
from tests import factories
from tests.targets.data import adopted_as_planned, listed

TODAY = dt.date(2021, 11, 15)
PAST = dt.date(2021, 6, 30)


def task(plan, *, commune=None, office="", state="GIVEN", **facts):
    direction = factories.DirectionFactory(plan=plan, **facts)
    factories.DirectionBearerFactory(
        direction=direction, commune=commune, office=office, state=state
    )
    return direction


def only_bearer(plan, user):
    (row,) = direction_rows(plan, user, today=TODAY)
    (bearer,) = row.bearers
    return bearer


def test_people_of_a_commune_see_their_own_bearers_only(plan, commune, other_commune, officer):
    direction = task(plan, commune=commune)
    factories.DirectionBearerFactory(direction=direction, commune=other_commune)

    assert only_bearer(plan, officer).commune_id == commune.pk


def test_the_worst_bearer_comes_first(plan, commune, other_commune, leader):
    direction = task(plan, commune=commune, state="DONE", due_on=PAST)
    factories.DirectionBearerFactory(direction=direction, commune=other_commune)

    (row,) = direction_rows(plan, leader, today=TODAY)

    assert [each.standing for each in row.bearers] == ["OVERDUE", "DONE"]
    assert row.bearers[0].days_late == 138
    assert (row.done, row.total) == (1, 2)


def test_a_date_of_its_own_goes_before_that_of_the_task(plan, commune, leader):
    direction = task(plan, commune=commune, due_on=PAST)
    direction.bearers.update(due_on=dt.date(2021, 12, 1))

    assert only_bearer(plan, leader).standing == "NOT_REPORTED"


def test_a_withdrawn_task_is_left_out(plan, commune, leader):
    task(plan, commune=commune, is_withdrawn=True)

    assert direction_rows(plan, leader, today=TODAY) == []


def test_the_last_report_stands_beside_the_bearer(plan, commune, officer):
    direction = task(plan, commune=commune)
    bearer = direction.bearers.get()
    factories.DirectionReportFactory(bearer=bearer, words="Đã xong một nửa.", at=factories.NOON)
    factories.DirectionReportFactory(bearer=bearer, words="Mới bắt đầu.")

    assert only_bearer(plan, officer).words == "Đã xong một nửa."


def test_reported_done_against_the_figures_is_marked(plan, commune, leader):
    listed(commune)
    factories.ReasonAnalysisFactory(household=listed(commune).household)
    task(plan, commune=commune, state="DONE", evidence="REASONS")

    bearer = only_bearer(plan, leader)

    assert fact_words(bearer.fact) == "Đã phân tích nguyên nhân 1/2 hộ nghèo đầu năm"
    assert bearer.standing == "UNPROVED"


def test_an_analysis_of_another_year_or_of_a_household_not_poor_proves_nothing(
    plan, commune, leader
):
    factories.ReasonAnalysisFactory(household=listed(commune).household, year=2020)
    near_poor = listed(commune, opening_status="NEAR_POOR", near_poor=True)
    factories.ReasonAnalysisFactory(household=near_poor.household)
    task(plan, commune=commune, evidence="REASONS")

    assert "0/1 hộ" in fact_words(only_bearer(plan, leader).fact)


def test_the_party_report_is_read_from_the_ledger(plan, commune, other_commune, leader):
    allocation = adopted_as_planned(plan)
    factories.PartyReportFactory(allocation=allocation, commune=commune, fall=3, em_fall=1)
    direction = task(plan, commune=commune, evidence="PARTY_REPORT")
    factories.DirectionBearerFactory(direction=direction, commune=other_commune)

    (row,) = direction_rows(plan, leader, today=TODAY)

    assert {each.commune_id: fact_words(each.fact) for each in row.bearers} == {
        commune.pk: "Đã báo cáo Đảng ủy ngày 30/03/2021",
        other_commune.pk: "Chưa ghi báo cáo Đảng ủy",
    }


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({}, "Đã nhận chỉ tiêu"),
        ({"proposal": True}, "Đề nghị điều chỉnh, chờ quyết định"),
    ],
)
def test_the_answer_is_read_from_the_ledger(plan, commune, leader, answer, words):
    allocation = adopted_as_planned(plan)
    factories.AllocationAnswerFactory(
        allocation=allocation, commune=commune, given_fall=3, given_em_fall=1, **answer
    )
    task(plan, commune=commune, evidence="ANSWER")

    assert fact_words(only_bearer(plan, leader).fact) == words


def test_plans_and_names_are_counted_from_the_registrations(plan, commune, leader):
    factories.ExitRegistrationFactory(plan=plan, household=listed(commune).household, has_plan=True)
    task(plan, commune=commune, evidence="EXIT_PLANS")
    task(plan, commune=commune, evidence="REGISTRATIONS")

    rows = direction_rows(plan, leader, today=TODAY)

    assert [fact_words(row.bearers[0].fact) for row in rows] == [
        "Đã có kế hoạch 1/1 hộ nghèo đầu năm",
        "Đã đăng ký 1 hộ, chỉ tiêu giảm 3 hộ",
    ]


def test_an_office_has_no_figures_in_the_product(plan, leader):
    task(plan, office="FINANCE", evidence="REASONS")

    assert only_bearer(plan, leader).fact is None


def test_overdue_tasks_are_counted_by_commune(plan, commune, other_commune):
    task(plan, commune=commune, due_on=PAST)
    task(plan, commune=commune, due_on=PAST, state="IN_PROGRESS")
    task(plan, commune=commune, due_on=TODAY)
    task(plan, commune=commune, due_on=PAST, is_withdrawn=True)
    task(plan, commune=other_commune, due_on=PAST, state="DONE")
    task(plan, office="FINANCE", due_on=PAST)

    assert overdue_by_commune(plan, TODAY) == {commune.pk: 2}


def test_a_bearer_is_reminded_of_what_is_late_due_soon_or_never_reported(
    plan, commune, other_commune, officer
):
    task(plan, commune=commune, title="Quá hạn", due_on=PAST, state="IN_PROGRESS")
    task(plan, commune=commune, title="Sắp đến hạn", due_on=TODAY, state="IN_PROGRESS")
    task(plan, commune=commune, title="Chưa báo cáo")
    task(plan, commune=commune, title="Còn lâu", due_on=dt.date(2021, 12, 31), state="IN_PROGRESS")
    task(plan, commune=commune, title="Xong", due_on=PAST, state="DONE")
    task(plan, commune=other_commune, title="Xã khác", due_on=PAST)

    found = direction_reminders(officer, plan, TODAY)

    assert [(each.name, each.days_late) for each in found] == [
        ("Quá hạn", 138),
        ("Sắp đến hạn", 0),
        ("Chưa báo cáo", 0),
    ]


def test_a_department_is_reminded_of_its_own(plan, commune):
    task(plan, office="FINANCE", title="Giải ngân")
    task(plan, office="HEALTH", title="Bảo hiểm y tế")

    found = direction_reminders(factories.UserFactory(finance=True), plan, TODAY)

    assert [each.name for each in found] == ["Giải ngân"]


def test_the_leader_is_told_in_one_line_what_is_overdue(plan, commune, other_commune, leader):
    direction = task(plan, commune=commune, due_on=PAST)
    factories.DirectionBearerFactory(direction=direction, commune=other_commune)

    (found,) = direction_reminders(leader, plan, TODAY)

    assert found.name == "1 nhiệm vụ trọng tâm quá hạn"
    assert found.what == "2 nơi chưa báo cáo xong, cần đôn đốc"


def test_tasks_take_as_many_queries_for_many_bearers(
    plan, commune, leader, django_assert_max_num_queries
):
    load_programme_directions(plan_id=plan.pk, by=leader)

    with django_assert_max_num_queries(13):
        rows = direction_rows(plan, leader, today=TODAY)

    assert len(rows) == 7

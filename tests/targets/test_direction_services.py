"""Giving tasks, changing them, reporting on them."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from common.errors import Conflict
from targets.models import DirectionBearer, DirectionReport
from targets.services import direction_reports as reports
from targets.services import directions as services
from tests import factories

DUE = dt.date(2021, 6, 30)
AT = factories.NOON


@pytest.fixture
def facts(commune):
    return services.TaskFacts(
        title="Khảo sát từng hộ nghèo",
        given_on=dt.date(2021, 3, 24),
        due_on=DUE,
        communes=frozenset({commune.pk}),
        offices=frozenset({"FINANCE"}),
    )


@pytest.fixture
def direction(plan, facts, labour_office):
    return services.give_direction(plan_id=plan.pk, facts=facts, by=labour_office)


@pytest.fixture
def bearer(direction, commune):
    return direction.bearers.get(commune=commune)


def report(bearer, by, *, state="IN_PROGRESS", words="Đã làm một nửa.", client_id=None):
    return reports.report_direction(
        bearer_id=bearer.pk,
        client_id=client_id or uuid.uuid4(),
        state=state,
        words=words,
        by=by,
        at=AT,
    )


def test_a_task_takes_the_next_number_and_names_who_gave_it(direction, plan, labour_office):
    second = services.give_direction(
        plan_id=plan.pk,
        facts=replace(services.facts_of(direction), title="Vay vốn"),
        by=labour_office,
    )

    assert (direction.number, second.number) == (1, 2)
    assert direction.history.get().history_user == labour_office
    assert direction.bearers.count() == 2


def test_a_task_given_twice_is_given_once(direction, plan, facts, labour_office):
    again = services.give_direction(plan_id=plan.pk, facts=facts, by=labour_office)

    assert again == direction
    assert plan.directions.count() == 1


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": ""}, "title", "Hãy ghi nhiệm vụ"),
        ({"communes": frozenset(), "offices": frozenset()}, "communes", "nơi thực hiện"),
        ({"communes": frozenset({999_999})}, "communes", "không thuộc huyện"),
        ({"offices": frozenset({"ARMY"})}, "offices", "không có trong danh mục"),
        ({"due_on": dt.date(2021, 3, 23)}, "due_on", "trước ngày giao 24/03/2021"),
        ({"due_on": dt.date(2031, 3, 25)}, "due_on", "từ năm 2020 đến năm 2022"),
    ],
)
def test_a_task_that_makes_no_sense_is_not_given(plan, facts, labour_office, change, field, words):
    with pytest.raises(services.CannotDirect, match=words) as refusal:
        services.give_direction(plan_id=plan.pk, facts=replace(facts, **change), by=labour_office)

    assert refusal.value.field == field
    assert not plan.directions.exists()


def test_the_seven_tasks_of_the_programme_are_loaded_once_without_due_dates(
    plan, labour_office, commune, other_commune
):
    loaded = services.load_programme_directions(plan_id=plan.pk, by=labour_office)
    again = services.load_programme_directions(plan_id=plan.pk, by=labour_office)

    assert [each.number for each in loaded] == [1, 2, 3, 4, 5, 6, 7]
    assert again == loaded
    assert {each.due_on for each in loaded} == {None}
    assert [each.bearers.count() for each in loaded] == [2, 2, 2, 2, 2, 4, 1]


def test_the_programme_is_not_loaded_into_another_year(labour_office):
    plan = factories.YearPlanFactory(year=2022)

    with pytest.raises(services.CannotDirect, match="chỉ dành cho năm 2021"):
        services.load_programme_directions(plan_id=plan.pk, by=labour_office)


def test_a_change_moves_words_dates_and_bearers(direction, facts, other_commune, labour_office):
    wanted = replace(facts, due_on=dt.date(2021, 7, 31), communes=frozenset({other_commune.pk}))

    changed = services.change_direction(
        direction_id=direction.pk, version=1, facts=wanted, by=labour_office
    )

    assert services.facts_of(changed) == wanted
    assert changed.version == 2


def test_the_same_change_again_changes_nothing(direction, facts, labour_office):
    same = services.change_direction(
        direction_id=direction.pk, version=7, facts=facts, by=labour_office
    )

    assert same.version == 1


def test_the_loser_of_two_changes_is_told(direction, facts, labour_office):
    first, second = replace(facts, due_on=None), replace(facts, content="Theo mẫu của huyện.")
    services.change_direction(direction_id=direction.pk, version=1, facts=first, by=labour_office)

    with pytest.raises(Conflict, match=labour_office.full_name):
        services.change_direction(
            direction_id=direction.pk, version=1, facts=second, by=labour_office
        )


def test_a_bearer_that_has_reported_is_not_taken_out(direction, facts, bearer, officer):
    report(bearer, officer)

    with pytest.raises(services.CannotDirect, match="Xã Ia O đã báo cáo"):
        services.change_direction(
            direction_id=direction.pk,
            version=1,
            facts=replace(facts, communes=frozenset()),
            by=officer,
        )

    assert DirectionBearer.objects.filter(pk=bearer.pk).exists()


def test_a_task_is_taken_back_with_its_reason_on_record(direction, labour_office):
    withdrawn = services.withdraw_direction(
        direction_id=direction.pk, version=1, reason="Trùng với nhiệm vụ 4", by=labour_office
    )

    assert withdrawn.is_withdrawn
    assert withdrawn.history.first().history_change_reason == "Bỏ nhiệm vụ: Trùng với nhiệm vụ 4"


@pytest.mark.parametrize("reason", ["", "d" * 81])
def test_a_task_is_not_taken_back_without_a_short_reason(direction, labour_office, reason):
    with pytest.raises(services.CannotDirect, match="lý do"):
        services.withdraw_direction(
            direction_id=direction.pk, version=1, reason=reason, by=labour_office
        )


def test_the_state_follows_the_latest_report(bearer, officer):
    report(bearer, officer)
    last = report(bearer, officer, state="DONE", words="Đã xong.")

    bearer.refresh_from_db()
    assert (bearer.state, bearer.version) == ("DONE", 3)
    assert (last.by, last.role, last.at) == (officer, "COMMUNE_OFFICER", AT)


def test_a_report_sent_twice_is_one_report(bearer, officer):
    key = uuid.uuid4()

    first, second = report(bearer, officer, client_id=key), report(bearer, officer, client_id=key)

    assert first == second
    assert DirectionReport.objects.count() == 1


def test_the_key_of_another_bearers_report_is_refused(direction, bearer, officer):
    key = uuid.uuid4()
    report(bearer, officer, client_id=key)

    with pytest.raises(services.CannotDirect, match="nơi khác"):
        report(direction.bearers.get(office="FINANCE"), officer, client_id=key)


def test_what_is_done_is_opened_again_by_a_report_in_progress(bearer, officer):
    report(bearer, officer, state="DONE")

    with pytest.raises(services.CannotDirect, match="đã báo cáo hoàn thành"):
        report(bearer, officer, state="DONE")
    report(bearer, officer)

    bearer.refresh_from_db()
    assert bearer.state == "IN_PROGRESS"


def test_a_report_needs_words(bearer, officer):
    with pytest.raises(services.CannotDirect, match="kết quả"):
        report(bearer, officer, words="")


def test_nothing_is_reported_on_a_task_taken_back(direction, bearer, officer, labour_office):
    services.withdraw_direction(
        direction_id=direction.pk, version=1, reason="Trùng", by=labour_office
    )

    with pytest.raises(services.CannotDirect, match="đã bỏ"):
        report(bearer, officer)


def test_one_bearer_gets_a_date_of_its_own_and_the_common_one_again(bearer, labour_office):
    later = dt.date(2021, 8, 31)

    own = reports.set_due(bearer_id=bearer.pk, version=1, due_on=later, by=labour_office)
    common = reports.set_due(bearer_id=bearer.pk, version=2, due_on=None, by=labour_office)

    assert own.due_on == later
    assert (common.due_on, common.version) == (None, 3)


def test_the_loser_of_two_dates_is_told(bearer, officer, labour_office):
    report(bearer, officer)

    with pytest.raises(Conflict):
        reports.set_due(
            bearer_id=bearer.pk, version=1, due_on=dt.date(2021, 8, 31), by=labour_office
        )

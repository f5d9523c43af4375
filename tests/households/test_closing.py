"""A round is closed by two people, when nothing stands in the way, and can be undone while unused."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from common.clock import now
from common.errors import Conflict
from households.choices import Figure
from households.models import FrozenPopulation, PovertyRecord, Round, RoundUnlock, Snapshot
from households.queries.closing import ClosingQuestion, hindrances_of
from households.queries.freezing import frozen_result
from households.services import closing
from households.services.reopening import CannotReopen
from households.services.rounds import CannotChangeRound
from tests import factories
from tests.households.freezing_data import listed, relock, reopen
from tests.households.review_data import start, submitted

DUE = dt.date(2021, 12, 14)
LAST_DAY = DUE - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _working_date(db, settings):
    settings.DEMO_DATE = DUE
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def leader(db):
    return factories.UserFactory(leader=True)


@pytest.fixture
def administrator(db):
    return factories.UserFactory(administrator=True)


def propose(round_, by, on=DUE):
    round_.refresh_from_db()
    return closing.propose_closing(
        round_id=round_.pk, version=round_.version, by=by, on=on, at=now()
    )


def close(round_, by, *, on=DUE, **given):
    round_.refresh_from_db()
    said = {"confirmed_year": 2021, "poor_households": 0, "version": round_.version, **given}
    return closing.close_round(round_id=round_.pk, by=by, on=on, at=now(), **said)


def undo(round_, by, reason="Khóa nhầm đợt"):
    round_.refresh_from_db()
    return closing.undo_closing(
        round_id=round_.pk, version=round_.version, reason=reason, by=by, at=now()
    )


def left(round_, by, on=DUE):
    asked = ClosingQuestion(round=round_, user=by, on=on, at=now())
    return {each.key: each.count for each in hindrances_of(asked) if not each.is_met}


def reviewed(commune, standard, round_, status="NOT_POOR"):
    """Return a household poor at the opening, with an approved form in the round."""
    household = factories.HouseholdFactory(village__commune=commune)
    form = factories.AssessmentFactory(household=household, round=round_, approved=True)
    points = {"POOR": 100, "NOT_POOR": 160}[status]
    result = factories.ResultFactory(
        assessment=form,
        standard=standard,
        status=status,
        b1_points=points,
        basis="INCOME" if status == "POOR" else "",
    )
    movement = {"POOR": "STAYED_POOR", "NOT_POOR": "EXITED_ABOVE"}[status]
    factories.PovertyRecordFactory(
        household=household, standard=standard, status=status, movement=movement, result=result
    )
    return household


def test_a_round_is_not_closed_before_its_due_day(this_round, labour_office):
    assert left(this_round, labour_office, LAST_DAY) == {"due": 1}
    assert left(this_round, labour_office, DUE) == {}
    with pytest.raises(CannotChangeRound, match="còn 1 ngày"):
        propose(this_round, labour_office, LAST_DAY)


def test_households_of_the_opening_list_without_a_result_block(
    this_round, commune, standard, labour_office
):
    reviewed(commune, standard, this_round)
    listed(commune, standard)
    listed(commune, standard, opening_status="NEAR_POOR", status="NEAR_POOR", movement="NONE")
    listed(commune, standard, has_left=True, movement="LEFT")

    assert left(this_round, labour_office)["awaiting"] == 2
    with pytest.raises(CannotChangeRound, match="còn 2 hộ"):
        propose(this_round, labour_office)


def test_a_year_whose_opening_list_is_not_open_is_not_closed(commune, standard, labour_office):
    listed(commune, standard, year=2021)
    next_year = factories.RoundFactory(year=2022)

    assert left(next_year, labour_office, dt.date(2022, 12, 14)) == {"opening": 1}


def test_forms_in_progress_block(this_round, village, officer, labour_office):
    start(factories.HouseholdFactory(village=village), this_round, officer)
    submitted(factories.HouseholdFactory(village=village), this_round, officer)

    assert left(this_round, labour_office) == {"drafts": 1, "submitted": 1}


def test_a_broken_identity_blocks(this_round, commune, standard, labour_office):
    household = reviewed(commune, standard, this_round)
    PovertyRecord.objects.filter(household=household).update(members=40)

    assert "reconciliation" in left(this_round, labour_office)


def test_a_closing_needs_a_second_person(this_round, labour_office, leader):
    with pytest.raises(CannotChangeRound, match="chưa đề nghị"):
        close(this_round, leader)
    propose(this_round, labour_office)
    with pytest.raises(CannotChangeRound, match="không được tự khóa"):
        close(this_round, labour_office)

    assert not close(this_round, leader).is_open


def test_a_closing_is_confirmed_by_the_year_and_the_number_shown(
    this_round, commune, standard, labour_office, leader
):
    reviewed(commune, standard, this_round, status="POOR")
    propose(this_round, labour_office)

    with pytest.raises(CannotChangeRound, match="gõ đúng năm"):
        close(this_round, leader, confirmed_year=2022, poor_households=1)
    with pytest.raises(Conflict, match="vừa đổi thành 1"):
        close(this_round, leader, poor_households=0)
    assert not close(this_round, leader, poor_households=1).is_open


def test_what_comes_up_after_the_proposal_blocks_the_leader_too(
    this_round, village, officer, labour_office, leader
):
    propose(this_round, labour_office)
    start(factories.HouseholdFactory(village=village), this_round, officer)

    with pytest.raises(CannotChangeRound, match="Phiếu đang nhập"):
        close(this_round, leader)


def test_a_proposal_can_be_withdrawn_and_repeated_acts_change_nothing(
    this_round, labour_office, leader
):
    first = propose(this_round, labour_office)
    assert propose(this_round, labour_office).version == first.version
    closing.recall_closing(round_id=this_round.pk, version=first.version, by=labour_office)
    with pytest.raises(CannotChangeRound, match="chưa đề nghị"):
        close(this_round, leader)
    propose(this_round, labour_office)
    closed = close(this_round, leader)

    assert close(this_round, leader, version=1).version == closed.version


def test_a_concurrent_change_is_refused(this_round, labour_office, leader):
    propose(this_round, labour_office)

    with pytest.raises(Conflict):
        close(this_round, leader, version=1)


def test_an_undone_closing_keeps_its_edition_and_the_next_one_counts(
    this_round, commune, standard, labour_office, leader, administrator
):
    reviewed(commune, standard, this_round, status="POOR")
    propose(this_round, labour_office)
    close(this_round, leader, poor_households=1)

    undo(this_round, administrator)
    assert FrozenPopulation.objects.count() == 0
    reviewed(commune, standard, this_round, status="POOR")
    propose(this_round, labour_office)
    close(this_round, leader, poor_households=2)

    editions = Snapshot.objects.order_by("edition").values_list("edition", flat=True)
    result = frozen_result(Round.objects.get(), standard)
    assert list(editions) == [1, 2]
    assert (result.first.edition, result.total.figures[Figure.CLOSING]) == (2, 2)
    assert result.total.population.households == 2


@pytest.mark.parametrize("what", ["round", "list", "plan", "commune"])
def test_a_closing_on_which_something_rests_is_not_undone(
    this_round, commune, standard, labour_office, leader, administrator, what
):
    propose(this_round, labour_office)
    close(this_round, leader)
    build = {
        "round": lambda: factories.RoundFactory(year=2022),
        "list": lambda: listed(
            commune, standard, year=2022, opening_status="", movement="FIRST_POOR"
        ),
        "plan": lambda: factories.YearPlanFactory(year=2022),
        "commune": lambda: relock(reopen(this_round, commune, administrator), administrator),
    }
    build[what]()

    with pytest.raises(CannotReopen, match="Không mở lại cả đợt"):
        undo(this_round, administrator)


def test_an_undo_needs_a_reason_and_is_one_act(this_round, labour_office, leader, administrator):
    propose(this_round, labour_office)
    close(this_round, leader)

    with pytest.raises(CannotReopen, match="lý do"):
        undo(this_round, administrator, reason="")
    undo(this_round, administrator)
    undo(this_round, administrator)

    assert RoundUnlock.objects.count() == 1


def test_the_database_reopens_a_round_only_with_a_signed_reason(this_round, labour_office, leader):
    propose(this_round, labour_office)
    close(this_round, leader)

    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.update(state="OPEN")


def test_the_database_does_not_reopen_twice_for_one_reason(
    this_round, labour_office, leader, administrator
):
    propose(this_round, labour_office)
    close(this_round, leader)
    undo(this_round, administrator)
    propose(this_round, labour_office)
    close(this_round, leader)

    with pytest.raises(DatabaseError), transaction.atomic():
        Round.objects.update(state="OPEN")


# --- Pages and API --------------------------------------------------------------------------


def test_the_page_shows_what_is_left_with_links_and_no_button(
    this_round, commune, standard, labour_office, log_in
):
    listed(commune, standard)

    page = log_in(labour_office).get(reverse("households:round_close", args=[this_round.pk]))

    text = page.content.decode()
    assert "Chưa khóa được: còn 1 việc" in text
    assert f'<a href="{reverse("households:assessment_todo")}">còn 1 hộ</a>' in text
    assert "1 hộ nghèo" in text
    assert "Trình lãnh đạo" not in text


def test_the_two_people_close_a_round_on_the_page(this_round, labour_office, leader, log_in):
    page = reverse("households:round_close", args=[this_round.pk])
    office = log_in(labour_office)
    assert "Trình lãnh đạo" in office.get(page).content.decode()
    office.post(reverse("households:round_propose_closing", args=[this_round.pk]), {"version": 1})
    leads = log_in(leader)
    shown = leads.get(page).content.decode()
    answer = leads.post(page, {"version": 2, "poor_households": 0, "confirmed_year": "2021"})

    assert "Đồng ý, khóa đợt" in shown
    assert answer["Location"] == reverse("households:round_result", args=[this_round.pk])
    assert not Round.objects.get().is_open


def test_the_check_list_takes_the_same_queries_for_more_rows(
    this_round, commune, standard, labour_office, log_in, django_assert_max_num_queries
):
    for _ in range(5):
        reviewed(commune, standard, this_round)
    client = log_in(labour_office)

    with django_assert_max_num_queries(40):
        client.get(reverse("households:round_close", args=[this_round.pk]))


def test_the_api_takes_the_same_confirmation(
    this_round, commune, standard, labour_office, leader, api_as
):
    reviewed(commune, standard, this_round, status="POOR")
    api = lambda name: reverse(f"api:{name}", args=[this_round.pk])  # noqa: E731
    office = api_as(labour_office)
    state = office.get(api("round_closing")).json()
    office.post(api("round_propose_closing"), {"version": 1}, format="json")
    leads = api_as(leader)
    sent = {"version": 2, "confirmed_year": 2021}

    wrong = leads.post(api("round_close"), {**sent, "poor_households": 2}, format="json")
    right = leads.post(api("round_close"), {**sent, "poor_households": 1}, format="json")

    assert [each["count"] for each in state["hindrances"]] == [0] * len(state["hindrances"])
    assert (state["figures"][0]["poor"], state["figures"][0]["households"]) == (1, 1)
    assert (wrong.status_code, right.status_code) == (409, 200)


def test_a_round_whose_first_day_has_not_come_has_not_begun(labour_office, log_in):
    factories.RoundFactory(year=2022)

    page = log_in(labour_office).get(reverse("households:round_list")).content.decode()

    assert "Chưa bắt đầu" in page
    assert "Đang mở" not in page

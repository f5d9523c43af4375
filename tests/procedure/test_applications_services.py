import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction

from common.errors import Conflict, Refused
from households.models import Assessment, PovertyRecord
from procedure.models import Application, ProcedureTerm
from procedure.services import applications
from procedure.services.reference import load_procedures
from tests import factories
from tests.procedure.application_data import (
    NOON,
    NUMBER,
    RECEIVED,
    TODAY,
    accept,
    hand_over,
    receive,
    refuse,
    surveyed,
    surveyed_form,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_year(standard):
    load_procedures()
    return factories.RoundFactory(
        kind="IN_YEAR",
        starts_on=dt.date(2021, 1, 1),
        due_on=dt.date(2021, 12, 31),
        with_standards=[standard],
    )


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village)


@pytest.fixture
def poor_household(village, standard):
    household = factories.HouseholdFactory(village=village)
    factories.PovertyRecordFactory(household=household, standard=standard)
    return household


# --- Receipt -------------------------------------------------------------------------------------


def test_a_paper_is_received_with_the_class_of_the_household_and_a_deadline(
    poor_household, in_year, officer
):
    application = receive(poor_household, officer, kind="EXIT")

    assert application.state == "RECEIVED"
    assert application.status_before == "POOR"
    assert application.commune == poor_household.commune
    assert application.due_on == dt.date(2021, 11, 30)
    assert application.history.get().history_user == officer


@pytest.mark.parametrize(
    ("received_on", "procedure", "due_on"),
    [
        (dt.date(2021, 8, 31), "TT17-2016", dt.date(2021, 9, 10)),  # 7 working days, over 2/9
        (dt.date(2021, 9, 1), "QD24-2021", dt.date(2021, 9, 30)),  # 15 days from the 15th
    ],
)
def test_the_deadline_is_that_of_the_procedure_in_force_at_receipt(
    received_on, procedure, due_on, household, in_year, officer
):
    application = receive(household, officer, received_on=received_on)

    assert application.procedure.code == procedure
    assert application.due_on == due_on


def test_a_procedure_with_unknown_numbers_gives_no_deadline(household, in_year, officer):
    ProcedureTerm.objects.filter(key="regular_days").update(value=None, certainty="UNKNOWN")

    assert receive(household, officer).due_on is None


def test_the_same_paper_sent_twice_is_one(household, in_year, officer):
    key = uuid.uuid4()

    first = receive(household, officer, client_id=key)
    second = receive(household, officer, client_id=key)

    assert first == second
    assert Application.objects.count() == 1


def test_the_key_of_another_households_paper_is_refused(household, in_year, officer, village):
    key = uuid.uuid4()
    receive(household, officer, client_id=key)

    with pytest.raises(Refused, match="đơn khác"):
        receive(factories.HouseholdFactory(village=village), officer, client_id=key)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "ADD", "cause": ""}, "nguyên nhân"),
        ({"kind": "EXIT"}, "không có trong danh sách"),
        ({"received_on": dt.date(2021, 11, 16)}, "sau hôm nay"),
        ({"received_on": dt.date(2020, 11, 16)}, "Chưa mở đợt"),
    ],
)
def test_what_cannot_be_received(given, words, household, in_year, officer):
    with pytest.raises(Refused, match=words):
        receive(household, officer, **given)


def test_a_poor_household_has_nothing_to_be_added_to(poor_household, in_year, officer):
    with pytest.raises(Refused, match="đang trong danh sách"):
        receive(poor_household, officer)


def test_an_exit_has_no_cause(poor_household, in_year, officer):
    with pytest.raises(Refused, match="không có nguyên nhân"):
        receive(poor_household, officer, kind="EXIT", cause="ILLNESS")


def test_a_second_open_paper_of_the_kind_is_refused(household, in_year, officer):
    receive(household, officer)

    with pytest.raises(Refused, match="đang có một đơn cùng loại"):
        receive(household, officer)


def test_after_an_answer_a_household_may_ask_again(household, in_year, officer, chair):
    refuse(receive(household, officer), chair)

    assert receive(household, officer).state == "RECEIVED"


def test_a_household_that_left_cannot_ask(village, in_year, officer):
    gone = factories.HouseholdFactory(village=village, state="MOVED", left_on=RECEIVED)

    with pytest.raises(Refused, match="không còn cư trú"):
        receive(gone, officer)


def test_a_paper_of_a_closed_round_is_refused(household, in_year, officer):
    in_year.state = "CLOSED"
    in_year.save()

    with pytest.raises(Refused, match="đã khóa"):
        receive(household, officer)


def update(application, by, **given):
    told = {
        "version": application.version,
        "cause": application.cause,
        "residence": application.residence,
        "content": application.content,
        "received_on": application.received_on,
        **given,
    }
    return applications.update_application(application_id=application.pk, by=by, on=TODAY, **told)


def test_a_corrected_day_of_receipt_moves_the_deadline(household, in_year, officer):
    application = receive(household, officer, received_on=dt.date(2021, 10, 15))

    changed = update(application, officer, received_on=dt.date(2021, 10, 16))

    assert changed.due_on == dt.date(2021, 11, 30)
    assert changed.version == 2


def test_the_same_content_again_changes_nothing(household, in_year, officer):
    application = receive(household, officer)

    assert update(application, officer).version == 1
    assert application.history.count() == 1


def test_a_stale_version_is_a_conflict(household, in_year, officer):
    application = receive(household, officer)
    update(application, officer, content="Khác")

    with pytest.raises(Conflict):
        update(application, officer, content="Khác nữa", version=1)


def test_a_paper_handed_over_is_not_changed(household, in_year, officer):
    application = surveyed(household, in_year, officer)

    with pytest.raises(Refused, match="không sửa được"):
        update(application, officer, content="Khác")


# --- Survey --------------------------------------------------------------------------------------


def test_without_a_submitted_form_it_is_not_handed_over(household, in_year, officer):
    application = receive(household, officer)

    with pytest.raises(Refused, match="nộp phiếu"):
        hand_over(application, officer)


def test_a_year_end_form_does_not_do(household, in_year, this_round, officer):
    application = receive(household, officer)
    surveyed_form(household, this_round, officer)

    with pytest.raises(Refused, match="nộp phiếu"):
        hand_over(application, officer)


def test_handing_over_names_who_and_when_and_can_be_repeated(household, in_year, officer):
    application = surveyed(household, in_year, officer)

    again = hand_over(application, officer)

    assert (again.state, again.surveyed_by, again.surveyed_at) == ("SURVEYED", officer, NOON)
    assert again.version == 2


# --- The chair's answer --------------------------------------------------------------------------


def test_accepting_approves_the_form_and_moves_the_years_list(household, in_year, officer, chair):
    application = accept(surveyed(household, in_year, officer), chair)

    record = PovertyRecord.objects.get(household=household, year=2021)
    assert application.state == "ACCEPTED"
    assert (application.decision_number, application.decided_on) == (NUMBER, TODAY)
    assert application.assessment.is_approved
    assert application.status_after == "POOR"
    assert application.finding == application.assessment.results.get().explanation
    assert (record.status, record.moved_on) == ("POOR", TODAY)


def test_an_exit_is_recognised(poor_household, in_year, officer, chair):
    application = surveyed(poor_household, in_year, officer, points=160, kind="EXIT")

    accept(application, chair)

    record = PovertyRecord.objects.get(household=poor_household, year=2021)
    assert record.movement == "EXITED_ABOVE"


def test_the_same_answer_twice_is_one(household, in_year, officer, chair):
    application = surveyed(household, in_year, officer)
    accept(application, chair)

    again = accept(application, chair)

    assert again.version == 3


def test_a_form_that_contradicts_needs_a_reason(household, in_year, officer, chair):
    application = surveyed(household, in_year, officer, points=160)

    with pytest.raises(Refused, match="không nghèo"):
        accept(application, chair)

    assert accept(application, chair, reason="Hộ đồng ý với kết quả.").status_after == "NOT_POOR"


def test_without_a_confirmed_residence_it_can_only_be_refused(household, in_year, officer, chair):
    application = surveyed(household, in_year, officer, residence="UNCONFIRMED")

    with pytest.raises(Refused, match="cư trú"):
        accept(application, chair)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"decision_number": ""}, "số quyết định"),
        ({"decided_on": RECEIVED - dt.timedelta(days=1)}, "ngày nhận đơn"),
        ({"decided_on": TODAY + dt.timedelta(days=1)}, "ngày nhận đơn"),
    ],
)
@pytest.mark.parametrize("answer", [accept, refuse])
def test_an_answer_is_numbered_and_dated(answer, given, words, household, in_year, officer, chair):
    application = surveyed(household, in_year, officer)

    with pytest.raises(Refused, match=words):
        answer(application, chair, **given)

    assert not Assessment.objects.filter(state="APPROVED").exists()


@pytest.mark.parametrize("answer", [accept, refuse])
def test_who_received_it_does_not_answer(answer, household, in_year, officer):
    with pytest.raises(Refused, match="Người quyết định"):
        answer(surveyed(household, in_year, officer), officer)


@pytest.mark.parametrize("answer", [accept, refuse])
def test_who_entered_the_form_does_not_answer(answer, household, in_year, officer, chair):
    application = receive(household, officer)
    surveyed_form(household, in_year, chair)
    application = hand_over(application, officer)

    with pytest.raises(Refused, match="người nhập phiếu"):
        answer(application, chair)

    application.refresh_from_db()
    assert application.state == "SURVEYED"


def test_before_the_survey_it_cannot_be_accepted(household, in_year, officer, chair):
    with pytest.raises(Refused, match="chưa khảo sát"):
        accept(receive(household, officer), chair)


def test_a_form_given_back_meanwhile_cannot_be_accepted(household, in_year, officer, chair):
    application = surveyed(household, in_year, officer)
    Assessment.objects.update(state="DRAFT", submitted_by=None, submitted_at=None)

    with pytest.raises(Refused, match="chưa nộp"):
        accept(application, chair)


def test_a_form_changed_since_the_chair_looked_is_a_conflict(household, in_year, officer, chair):
    application = surveyed(household, in_year, officer)

    with pytest.raises(Conflict):
        accept(application, chair, form_version=2)

    application.refresh_from_db()
    assert application.state == "SURVEYED"


def test_refusing_leaves_the_list_and_gives_the_form_back(household, in_year, officer, chair):
    application = refuse(surveyed(household, in_year, officer, points=160), chair)

    form = Assessment.objects.get()
    assert application.state == "REFUSED"
    assert application.status_after == "NOT_POOR"
    assert (form.state, application.assessment) == ("DRAFT", None)
    assert "46/UBND-LĐTBXH" in form.return_reason
    assert not PovertyRecord.objects.exists()


def test_a_paper_may_be_refused_before_a_survey(household, in_year, officer, chair):
    application = refuse(receive(household, officer, residence="UNCONFIRMED"), chair)

    assert (application.state, application.status_after) == ("REFUSED", "")


def test_a_refusal_needs_its_reason(household, in_year, officer, chair):
    with pytest.raises(Refused, match="lý do từ chối"):
        refuse(receive(household, officer), chair, reason="")


@pytest.mark.parametrize("then", [accept, refuse, withdraw])
def test_an_answered_paper_is_closed(then, household, in_year, officer, chair):
    application = accept(surveyed(household, in_year, officer), chair)

    with pytest.raises(Refused, match="đã giải quyết"):
        then(application, chair, reason="Khác")


def test_a_household_may_take_its_paper_back(household, in_year, officer):
    application = receive(household, officer)

    withdrawn = withdraw(application, officer)

    assert (withdrawn.state, withdrawn.withdrawn_on) == ("WITHDRAWN", TODAY)
    assert withdraw(application, officer).version == 2


def test_taking_back_needs_its_reason(household, in_year, officer):
    with pytest.raises(Refused, match="lý do"):
        withdraw(receive(household, officer), officer, reason="")


# --- Refused by the database ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"state": "REFUSED", "reason": "x"},
        {"decision_number": "1/QĐ"},
        {"state": "WITHDRAWN", "reason": "x"},
        {"state": "WITHDRAWN", "withdrawn_on": TODAY},
        {"state": "SURVEYED"},
        {"state": "ACCEPTED"},
        {"cause": ""},
        {"kind": "EXIT", "cause": ""},
        {"status_before": "POOR"},
        {"due_on": RECEIVED - dt.timedelta(days=1)},
        {"withdrawn_on": TODAY},
    ],
    ids=str,
)
def test_no_half_true_application_is_stored(change, household, in_year, officer):
    application = receive(household, officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**change)


def test_the_one_who_received_cannot_have_signed(household, in_year, officer, chair):
    application = refuse(receive(household, officer), chair)

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(decided_by=officer)


def test_two_open_papers_of_a_kind_are_refused_by_the_database(household, in_year, officer):
    application = receive(household, officer)
    application.pk, application.client_id = None, uuid.uuid4()

    with pytest.raises(IntegrityError), transaction.atomic():
        application.save()

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from households.models import PovertyRecord
from procedure.models import Application
from procedure.queries.applications import counts_for
from procedure.queries.months import MonthlyDecisions, month_report
from procedure.services.reference import load_procedures
from procedure.words.applications import time_limit
from tests import factories
from tests.procedure.application_data import (
    RECEIVED,
    TODAY,
    ApplicationFactory,
    accept,
    receive,
    refuse,
    surveyed,
)
from tests.procedure.document_data import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch):
    """Set the working date for all pages."""
    for module in (
        "procedure.views.applications",
        "procedure.views.months",
        "procedure.filters.applications",
        "procedure.api.views.applications",
        "povertyapp.views",
    ):
        monkeypatch.setattr(f"{module}.today", lambda: TODAY)


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


def at(name, pk):
    return reverse(f"procedure:{name}", args=[pk])


# --- Lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (TODAY - dt.timedelta(days=2), "Quá hạn 2 ngày"),
        (TODAY, "Hết hạn hôm nay"),
        (TODAY + dt.timedelta(days=3), "Còn 3 ngày"),
        (None, "Chưa có quy định thời hạn"),
    ],
)
def test_how_a_time_limit_stands(due_on, words):
    assert time_limit(ApplicationFactory(due_on=due_on), TODAY).words == words


def test_an_answer_was_in_time_or_late():
    in_time = ApplicationFactory(refused=True)
    late = ApplicationFactory(refused=True, due_on=TODAY - dt.timedelta(days=1))

    assert time_limit(in_time, TODAY).words == "Đúng hạn"
    assert time_limit(late, TODAY).words == "Trễ 1 ngày"


def test_the_list_shows_the_most_urgent_first(log_in, officer, village):
    later = ApplicationFactory(household__village=village)
    urgent = ApplicationFactory(household__village=village, due_on=TODAY)
    unknown = ApplicationFactory(household__village=village, due_on=None)

    answer = log_in(officer).get(reverse("procedure:application_list"))

    rows = [row.application for row in answer.context["rows"]]
    assert rows == [urgent, later, unknown]


def test_the_list_leaves_out_what_is_answered_until_asked(log_in, officer, village):
    open_one = ApplicationFactory(household__village=village)
    refused = ApplicationFactory(household__village=village, refused=True)
    client, address = log_in(officer), reverse("procedure:application_list")

    def shown(**asked):
        return [row.application for row in client.get(address, asked).context["rows"]]

    assert shown() == [open_one]
    assert shown(standing="REFUSED") == [refused]
    assert set(shown(standing="ALL")) == {open_one, refused}
    assert shown(standing="nonsense") == []


def test_overdue_ones_are_found_and_counted(log_in, officer, village):
    overdue = ApplicationFactory(household__village=village, due_on=RECEIVED)
    ApplicationFactory(household__village=village)

    answer = log_in(officer).get(reverse("procedure:application_list"), {"standing": "OVERDUE"})

    assert [row.application for row in answer.context["rows"]] == [overdue]
    assert counts_for(officer, TODAY).overdue == 1


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_asks_as_often_for_many_as_for_one(
    number, log_in, officer, village, django_assert_max_num_queries
):
    for _each in range(number):
        ApplicationFactory(household__village=village)
    client = log_in(officer)

    with django_assert_max_num_queries(10):
        client.get(reverse("procedure:application_list"))


# --- Receipt, survey, decision --------------------------------------------------------------------


def test_an_officer_takes_a_paper_in(log_in, officer, household, in_year):
    sent = {
        "client_id": uuid.uuid4(),
        "kind": "ADD",
        "cause": "DISASTER",
        "residence": "REGISTERED",
        "received_on": "08/11/2021",
        "content": "Nhà bị tốc mái",
    }
    client, address = log_in(officer), at("application_create", household.pk)

    first, again = client.post(address, sent), client.post(address, sent)

    application = Application.objects.get()
    assert first.url == again.url == at("application_detail", application.pk)
    assert application.cause == "DISASTER"


def test_a_household_is_offered_only_what_it_can_ask_for(log_in, officer, household, in_year):
    answer = log_in(officer).get(at("application_create", household.pk))

    assert [value for value, _label in answer.context["form"].fields["kind"].choices] == ["ADD"]


def test_what_a_service_refuses_stands_beside_the_field(log_in, officer, household, in_year):
    sent = {
        "client_id": uuid.uuid4(),
        "kind": "ADD",
        "cause": "ILLNESS",
        "residence": "REGISTERED",
        "received_on": "16/11/2021",
        "content": "Nhà bị tốc mái",
    }

    answer = log_in(officer).post(at("application_create", household.pk), sent)

    assert answer.context["form"].errors == {
        "received_on": ["Ngày nhận đơn không được sau hôm nay."]
    }


def test_before_the_survey_the_chair_can_only_refuse(log_in, chair, village):
    application = ApplicationFactory(household__village=village)

    page = log_in(chair).get(at("application_decide", application.pk))

    outcomes = page.context["form"].fields["outcome"].choices
    assert [value for value, _label in outcomes] == ["REFUSE"]


def test_an_officer_corrects_a_paper(log_in, officer, household, in_year):
    application = receive(household, officer)
    sent = {
        "version": 1,
        "cause": "ACCIDENT",
        "residence": "TEMPORARY",
        "received_on": "08/11/2021",
        "content": "Tai nạn",
    }

    log_in(officer).post(at("application_edit", application.pk), sent)

    application.refresh_from_db()
    assert (application.cause, application.residence) == ("ACCIDENT", "TEMPORARY")


def test_the_paper_goes_to_the_chair_and_comes_back_decided(
    log_in, officer, chair, household, in_year
):
    application = surveyed(household, in_year, officer)
    client = log_in(chair)

    page = client.get(at("application_decide", application.pk))
    form_version = page.context["form"]["assessment_version"].value()
    sent = {
        "version": application.version,
        "assessment_version": form_version,
        "outcome": "ACCEPT",
        "decision_number": "45",
        "decided_on": "15/11/2021",
        "reason": "",
    }
    client.post(at("application_decide", application.pk), sent)

    application.refresh_from_db()
    assert application.state == "ACCEPTED"
    assert PovertyRecord.objects.get(household=household).status == "POOR"


def test_the_chair_sees_that_the_form_contradicts(log_in, officer, chair, household, in_year):
    application = surveyed(household, in_year, officer, points=160)

    page = log_in(chair).get(at("application_decide", application.pk))

    assert "Kết quả phiếu trái với đề nghị của hộ" in page.content.decode()


def test_the_refusal_letter_is_downloaded(log_in, officer, chair, household, in_year):
    application = refuse(surveyed(household, in_year, officer, points=160), chair)

    answer = log_in(officer).get(at("application_answer", application.pk))

    assert answer["Content-Disposition"].startswith('attachment; filename="tra-loi-don-')
    assert household.head_name in words_of(answer.getvalue())


def test_before_an_answer_there_is_no_letter(log_in, officer, household, in_year):
    application = receive(household, officer)

    assert log_in(officer).get(at("application_answer", application.pk)).status_code == 404


def test_the_page_of_an_application_tells_its_story(log_in, officer, chair, household, in_year):
    application = accept(surveyed(household, in_year, officer), chair)

    page = log_in(officer).get(at("application_detail", application.pk))

    steps = [event.what for event in page.context["shown"].story]
    assert steps == ["Quyết định công nhận", "Khảo sát xong, trình chủ tịch xã", "Nhận đơn"]


def test_what_people_wrote_is_shown_literally(log_in, officer, village):
    application = ApplicationFactory(household__village=village, content="<script>x</script>")

    page = log_in(officer).get(at("application_detail", application.pk)).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page


# --- The month's report --------------------------------------------------------------------------


def test_a_month_counts_what_was_decided_in_it(village, in_year, officer, chair, labour_office):
    households = [factories.HouseholdFactory(village=village) for _ in range(3)]
    accept(surveyed(households[0], in_year, officer), chair)
    refuse(receive(households[1], officer), chair)
    receive(households[2], officer)

    report = month_report(labour_office, dt.date(2021, 11, 1))

    assert report.rows == [MonthlyDecisions(commune="Xã Ia O", new_poor=1, refused=1)]
    assert month_report(labour_office, dt.date(2021, 10, 1)).decisions == []


def test_the_month_is_a_page_and_an_excel_file(log_in, officer, village, tmp_path):
    ApplicationFactory(household__village=village, refused=True)
    client, asked = log_in(officer), {"month": "2021-11"}

    page = client.get(reverse("procedure:application_month"), asked)
    answer = client.get(reverse("procedure:application_month_export"), asked)

    assert "46/UBND-LĐTBXH" in page.content.decode()
    file = tmp_path / "thang.xlsx"
    file.write_bytes(answer.getvalue())
    sheets = load_workbook(file)
    assert sheets.sheetnames == ["Tổng hợp", "Danh sách"]
    assert [cell.value for cell in sheets["Tổng hợp"][7]] == ["Xã Ia O", 0, 0, 0, 0, 1]


@pytest.mark.parametrize("month", ["2021-13", "thang", "2021-1", "1999-01", "2021-11-01"])
def test_a_month_that_is_none_is_refused(month, log_in, officer):
    client = log_in(officer)

    assert client.get(reverse("procedure:application_month"), {"month": month}).status_code == 400
    assert client.get("/api/v1/applications/month/", {"month": month}).status_code == 400

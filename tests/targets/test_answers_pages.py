"""The commune's page, the district's table, the Word report, the reminders."""

import datetime as dt
import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from common.word import placeholders
from papers.rules import paper_kind
from targets.documents.kinds import TEMPLATES
from targets.documents.party_report import party_report_paper
from targets.models import AdjustmentDecision, AllocationAnswer, PartyReport
from targets.pages.reminders import answer_reminders
from targets.queries.answers import answers_by_commune
from targets.queries.answers_commune import target_ledger
from targets.queries.answers_compare import answer_table
from targets.words.ledger import ledger_steps
from tests import factories
from tests.papers.data import differences
from tests.targets.answers_data import adopted, give

pytestmark = pytest.mark.django_db

TODAY = dt.date(2021, 11, 15)
PDF = b"%PDF-1.4 thu"


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def line(commune):
    return give(commune)


@pytest.fixture
def proposal(line):
    return factories.AllocationAnswerFactory(
        allocation=line.allocation, commune=line.commune, proposal=True
    )


def send(client, line, step, **said):
    key = {"client_id": uuid.uuid4(), "allocation_id": line.allocation_id}
    return client.post(f"/chi-tieu/{line.commune_id}/{step}/?year=2021", {**key, **said})


def words_of(content: bytes) -> str:
    body = Document(BytesIO(content)).element.body
    return "\n".join(
        "".join(each.text or "" for each in block.iter("{*}t")) for block in body.iter("{*}p")
    )


# --- The commune's page --------------------------------------------------------------------------


def test_people_of_a_commune_are_led_to_their_own_page(log_in, officer, line):
    answer = log_in(officer).get("/chi-tieu/")

    assert answer["Location"] == f"/chi-tieu/{line.commune_id}/"


def test_people_of_the_district_choose_a_commune_and_only_read(log_in, leader, line):
    client = log_in(leader)

    assert "Xã Ia O" in client.get("/chi-tieu/").content.decode()
    page = client.get(f"/chi-tieu/{line.commune_id}/").content.decode()
    assert "Nhận chỉ tiêu" not in page


def test_the_page_says_what_was_given_and_every_step(log_in, officer, line, proposal):
    factories.PartyReportFactory(allocation=line.allocation, commune=line.commune)
    factories.AdjustmentDecisionFactory(answer=proposal)

    page = log_in(officer).get(f"/chi-tieu/{line.commune_id}/").content.decode()

    found = target_ledger(line.allocation.plan, line.commune, on=TODAY)
    assert [step.what for step in ledger_steps(found.entries)] == [
        "Huyện giao chỉ tiêu lần 1",
        "Xã báo cáo chỉ tiêu với Đảng ủy",
        "Xã đề nghị điều chỉnh",
        "Huyện quyết định: giữ chỉ tiêu đã giao",
    ]
    assert "Xã còn nhiều hộ đủ điều kiện thoát nghèo." in page


def test_a_report_is_recorded_from_the_page(log_in, officer, line):
    answer = send(log_in(officer), line, "bao-cao-dang-uy", reported_on="30/03/2021")

    assert answer.status_code == 302
    assert PartyReport.objects.get().reported_on == dt.date(2021, 3, 30)


def test_a_refused_report_is_shown_beside_its_field(log_in, officer, line):
    answer = send(log_in(officer), line, "bao-cao-dang-uy", reported_on="01/03/2021")

    assert answer.status_code == 200
    assert "trước ngày giao chỉ tiêu (24/03/2021)" in answer.content.decode()


def test_a_target_is_taken_from_the_page(log_in, chair, line):
    send(log_in(chair), line, "nhan")

    assert AllocationAnswer.objects.get().kind == "ACCEPT"


def test_a_proposal_is_sent_with_its_files(log_in, officer, line):
    files = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("b.pdf", PDF)]

    said = {"fall": "12", "em_fall": "10", "reason": "Hộ già yếu", "attachments": files}
    send(log_in(officer), line, "de-nghi", **said)

    made = AllocationAnswer.objects.get()
    assert (made.kind, made.fall) == ("PROPOSE", 12)
    assert [file.name for file in made.attachments.all()] == ["a.pdf", "b.pdf"]


def test_a_file_that_is_not_what_it_says_stops_the_proposal(log_in, officer, line):
    said = {"fall": "12", "em_fall": "10", "reason": "x"}
    bad = SimpleUploadedFile("a.pdf", b"<html>")
    answer = send(log_in(officer), line, "de-nghi", **said, attachments=bad)

    assert "không đúng loại tệp" in answer.content.decode()
    assert not AllocationAnswer.objects.exists()


def test_an_answer_is_withdrawn_from_the_page(log_in, officer, proposal):
    log_in(officer).post(f"/chi-tieu/tra-loi/{proposal.pk}/rut/")

    proposal.refresh_from_db()
    assert proposal.withdrawn_by == officer


def test_another_communes_target_is_not_answered(log_in, other_commune, line):
    stranger = factories.UserFactory(officer=True, commune=other_commune)

    assert send(log_in(stranger), line, "nhan").status_code == 404


# --- The district's table ------------------------------------------------------------------------


def test_the_table_shows_what_all_or_none_would_come_to(log_in, leader, line, proposal):
    factories.GoalFactory(plan=line.allocation.plan, code="poor_fall", value=14)

    page = log_in(leader).get("/ke-hoach/2021/de-nghi/").content.decode()

    every, none = answer_table(line.allocation.plan, on=TODAY).scenarios
    assert (every.fall, none.fall) == (12, 14)
    assert "thiếu 2 hộ so với mục tiêu huyện" in page


def decision(proposal, **said):
    return {
        "plan_version": proposal.allocation.plan.version,
        f"verdict_{proposal.pk}": "REFUSED",
        f"reason_{proposal.pk}": "Giữ mục tiêu",
        "decision_number": "78/QĐ-UBND",
        "decided_on": "15/11/2021",
        **said,
    }


def test_a_proposal_is_decided_from_the_table(log_in, leader, proposal):
    log_in(leader).post("/ke-hoach/2021/de-nghi/", decision(proposal))

    made = AdjustmentDecision.objects.get()
    assert (made.answer, made.verdict, made.by) == (proposal, "REFUSED", leader)


def test_a_preview_of_the_sums_decides_nothing(log_in, leader, proposal):
    accepted = {f"verdict_{proposal.pk}": "ACCEPTED", "preview": "1"}
    page = log_in(leader).post("/ke-hoach/2021/de-nghi/", decision(proposal, **accepted))

    assert page.context["chosen"].scenario.fall == 12
    assert not AdjustmentDecision.objects.exists()


def test_sums_off_the_goal_are_refused_until_a_reason_is_written(log_in, leader, proposal):
    accepted = {f"verdict_{proposal.pk}": "ACCEPTED"}
    page = log_in(leader).post("/ke-hoach/2021/de-nghi/", decision(proposal, **accepted))

    assert "hãy ghi lý do" in page.content.decode()


def test_the_table_asks_as_much_for_two_communes_as_for_twelve(
    django_assert_max_num_queries, line, proposal
):
    for _ in range(10):
        place = factories.CommuneFactory()
        factories.AllocationAnswerFactory(
            allocation=give(place).allocation, commune=place, proposal=True
        )

    with django_assert_max_num_queries(6):
        answer_table(line.allocation.plan, on=TODAY)


def test_standings_take_three_queries(django_assert_num_queries, line, proposal):
    give(factories.CommuneFactory())
    plan = adopted().plan

    with django_assert_num_queries(3):
        answers_by_commune(plan)


def test_a_communes_page_takes_few_queries(django_assert_max_num_queries, line, proposal):
    with django_assert_max_num_queries(12):
        target_ledger(line.allocation.plan, line.commune, on=TODAY)


# --- The Word report -----------------------------------------------------------------------------


def paper_of(line):
    page = target_ledger(line.allocation.plan, line.commune, on=TODAY)
    return party_report_paper(page, page.standing, page.target, registered=(7, 5), on=TODAY)


def test_the_report_is_filled_with_the_communes_figures(line, chair):
    text = words_of(paper_of(line).content())

    assert "Kính gửi: Đảng ủy xã Ia O." in text
    assert "Quyết định số 45/QĐ-UBND ngày 24 tháng 3 năm 2021" in text
    assert "Số:          /BC-UBND" in text
    assert "7 hộ thoát nghèo trong năm, trong đó 5 hộ dân tộc thiểu số" in text
    assert "trước hết ngày 31/12/2021" in text
    assert "Xã Ia O thuộc nhóm trên bình quân của huyện" in text
    assert chair.full_name in text
    assert "{{" not in text


def test_its_table_says_from_what_to_what(line):
    table = Document(BytesIO(paper_of(line).content())).tables[1]
    cells = [[cell.text for cell in row.cells][1:] for row in table.rows[1:]]

    assert cells == [
        ["Tổng số hộ đầu kỳ (hộ)", "1.000", "400"],
        ["Hộ nghèo đầu kỳ (hộ)", "50", "40"],
        ["Tỷ lệ hộ nghèo đầu kỳ", "5,00 %", "10,00 %"],
        ["Chỉ tiêu giảm trong năm (hộ)", "14", "11"],
        ["Mức giảm tỷ lệ (điểm phần trăm)", "1,40", "2,75"],
        ["Hộ nghèo cuối năm theo chỉ tiêu (hộ)", "36", "29"],
        ["Tỷ lệ hộ nghèo cuối năm theo chỉ tiêu", "3,60 %", "7,25 %"],
    ]


def test_the_template_asks_for_what_is_given(line):
    asked = placeholders(TEMPLATES / "party_report.docx")

    assert asked <= set(paper_of(line).values)
    assert differences(paper_of(line).values, paper_kind("party_report").sample) == []


def test_the_report_is_downloaded_from_the_page(log_in, officer, line):
    answer = log_in(officer).get(f"/chi-tieu/{line.commune_id}/bao-cao-dang-uy/tai-ve/")

    assert 'filename="bao-cao-chi-tieu-2021-ia-o.docx"' in answer["Content-Disposition"]


# --- Reminders -----------------------------------------------------------------------------------


def test_a_commune_is_reminded_of_its_report_and_its_answer(line, officer):
    found = answer_reminders(officer, line.allocation.plan, dt.date(2022, 1, 5))

    assert [each.what for each in found] == [
        "Chưa ghi ngày báo cáo chỉ tiêu với Đảng ủy",
        "Chưa trả lời chỉ tiêu được giao",
    ]
    assert (found[1].due_on, found[1].days_late) == (dt.date(2021, 12, 31), 5)


def test_the_district_is_reminded_of_proposals_that_wait(proposal, leader):
    (found,) = answer_reminders(leader, proposal.allocation.plan, TODAY)

    assert found.what == "1 đề nghị điều chỉnh của xã chờ quyết định"


def test_nobody_is_reminded_while_nothing_is_adopted(officer, leader):
    plan = factories.YearPlanFactory()

    assert answer_reminders(officer, plan, TODAY) == []
    assert answer_reminders(leader, plan, TODAY) == []

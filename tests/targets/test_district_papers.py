"""The district's papers about targets: decision with annex, submission, reply to a commune."""

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document

from papers.rules import paper_kind
from targets.documents.allocations import allocation_decision_paper, plan_submission_paper
from targets.documents.answer_reply import answer_reply_paper
from targets.models import AllocationAnswer
from targets.queries.allocations import allocation_table
from targets.queries.district_papers import answer_reply, goals_to_adopt, replied_answers
from tests import factories
from tests.papers.data import differences
from tests.procedure.document_data import words_of
from tests.targets.answers_data import give

pytestmark = pytest.mark.django_db
TODAY = dt.date(2021, 4, 20)


@pytest.fixture
def line(commune):
    return give(commune)


@pytest.fixture
def draft(line):
    """Another allocation of the same plan, two households fewer."""
    made = factories.AllocationFactory(plan=line.allocation.plan)
    factories.AllocationLineFactory(allocation=made, commune=line.commune, fall=12, em_fall=10)
    return made


def decision(allocation):
    return allocation_decision_paper(allocation_table(allocation), on=TODAY)


def fits(paper):
    return differences(paper.values, paper_kind(paper.template).sample)


def table_of(paper, number):
    rows = Document(BytesIO(paper.content())).tables[number].rows
    return [[cell.text for cell in row.cells] for row in rows]


# --- The decision --------------------------------------------------------------------------------


def test_an_adopted_allocation_is_a_decision_with_its_annex(line):
    paper = decision(line.allocation)
    text = words_of(paper.content())

    assert fits(paper) == []
    assert "Số: 45/QĐ-UBND" in text and "ngày 24 tháng 3 năm 2021" in text
    assert "DỰ THẢO" not in text and "thay thế" not in text
    assert "giảm 14 hộ nghèo, trong đó 11 hộ nghèo dân tộc thiểu số" in text
    assert "trước hết ngày 31/12/2021" in text
    row = ["1", "Xã Ia O", "1.000", "50", "40", "5,00 %", "14", "11", "1,40", "36"]
    assert table_of(paper, 2)[1:] == [row, ["", "Toàn huyện", *row[2:]]]


def test_a_draft_is_marked_and_its_number_and_day_are_open(draft):
    paper = decision(draft)
    text = words_of(paper.content())

    assert fits(paper) == []
    assert "DỰ THẢO" in text and "Số:          /QĐ-UBND" in text
    assert "Ia Grai, ngày … tháng … năm 2021" in text
    assert "và thay thế Quyết định số 45/QĐ-UBND ngày 24 tháng 3 năm 2021." in text


def test_its_grounds_are_those_of_the_standard_and_the_plan_and_nothing_else(line):
    plan = line.allocation.plan
    plan.standard.legal_basis = "QĐ 59/2015/QĐ-TTg"
    plan.legal_basis, plan.decision_number = "", "07/KH-UBND"
    table = allocation_table(line.allocation)
    table.allocation.plan = plan

    values = allocation_decision_paper(table, on=TODAY).values

    assert len(values["bases"]) == 2
    assert values["bases"][1].startswith("Quyết định số 59/2015/QĐ-TTg ngày 19 tháng 11 năm 2015")
    assert values["bases"][1].endswith("…") and values["plan_ground"].startswith("07/KH-UBND")


def test_the_annex_has_the_figures_of_the_page_and_the_api(line, log_in, api_as, labour_office):
    key = line.allocation_id
    shown = api_as(labour_office).get(f"/api/v1/allocations/{key}/").json()

    page = log_in(labour_office).get(f"/ke-hoach/phan-bo/{key}/")
    row = table_of(decision(line.allocation), 2)[1]

    assert [shown["lines"][0][name] for name in ("fall", "em_fall")] == [int(row[6]), int(row[7])]
    assert f"/ke-hoach/phan-bo/{key}/quyet-dinh/" in page.text and row[8] in page.text


def test_page_and_api_answer_with_the_same_file(line, draft, log_in, api_as, labour_office):
    web, api = log_in(labour_office), api_as(labour_office)
    pairs = [
        (f"/ke-hoach/phan-bo/{line.allocation_id}/quyet-dinh/", "decision"),
        (f"/ke-hoach/phan-bo/{line.allocation_id}/to-trinh/", "submission"),
    ]
    for address, name in pairs:
        first = b"".join(web.get(address).streaming_content)
        second = b"".join(
            api.get(f"/api/v1/allocations/{line.allocation_id}/{name}/").streaming_content
        )
        assert words_of(first) == words_of(second)
    assert log_in(labour_office).get(f"/ke-hoach/phan-bo/{draft.pk}/").text.count("(Word)") == 2


# --- The submission ------------------------------------------------------------------------------


def test_the_submission_proposes_goals_and_allocation(draft):
    factories.GoalFactory(plan=draft.plan, code="poor_fall", value=Decimal(20))
    paper = plan_submission_paper(allocation_table(draft), on=TODAY)
    text = words_of(paper.content())

    assert fits(paper) == []
    assert "TỜ TRÌNH" in text and "Số:          /TTr-LĐTBXH" in text
    assert "- Số hộ nghèo giảm (giảm thực): ít nhất 20 hộ;" in text
    assert "giảm 12 hộ nghèo (mục tiêu của huyện: 20)" in text
    assert "Phương án chưa đáp ứng các ràng buộc sau:" in text
    assert [goal.value for goal in goals_to_adopt(draft.plan)] == [Decimal(20)]


# --- The reply -----------------------------------------------------------------------------------


def reply_to(answer, user):
    return answer_reply_paper(answer_reply(replied_answers(user).get(pk=answer.pk)))


def test_an_accepted_target_is_acknowledged(line, labour_office):
    answer = factories.AllocationAnswerFactory(allocation=line.allocation, commune=line.commune)
    paper = reply_to(answer, labour_office)
    text = words_of(paper.content())

    assert fits(paper) == []
    assert "Kính gửi: Ủy ban nhân dân xã Ia O." in text and "Số:          /UBND-LĐTBXH" in text
    assert "nhận chỉ tiêu được giao" in text and "điều chỉnh" not in text


def test_a_refused_proposal_keeps_the_target_and_gives_the_reason(line, labour_office):
    answer = factories.AllocationAnswerFactory(
        allocation=line.allocation, commune=line.commune, proposal=True
    )
    factories.AdjustmentDecisionFactory(answer=answer)
    paper = reply_to(answer, labour_office)
    text = words_of(paper.content())

    assert fits(paper) == []
    assert "đề nghị điều chỉnh: giảm 12 hộ nghèo, trong đó 10" in text
    assert "giữ nguyên chỉ tiêu đã giao (Quyết định số 78/QĐ-UBND ngày 20 tháng 4 năm 2021)" in text
    assert "Lý do: Xã còn nhiều hộ đủ điều kiện thoát nghèo." in text
    assert "của xã Ia O: giảm 14 hộ nghèo, trong đó 11" in text


def test_an_agreed_proposal_has_the_target_of_the_new_allocation(line, labour_office):
    answer = factories.AllocationAnswerFactory(
        allocation=line.allocation, commune=line.commune, proposal=True
    )
    again = factories.AllocationFactory(
        plan=line.allocation.plan, adopted=True, state="REPLACED", number=2
    )
    factories.AllocationLineFactory(allocation=again, commune=line.commune, fall=13, em_fall=10)
    factories.AdjustmentDecisionFactory(answer=answer, verdict="ACCEPTED", allocation=again)

    text = words_of(reply_to(answer, labour_office).content())

    assert "đồng ý điều chỉnh" in text and "không đồng ý" not in text
    assert "của xã Ia O: giảm 13 hộ nghèo, trong đó 10" in text


def test_there_is_no_reply_while_a_proposal_waits(line, log_in, api_as, labour_office):
    answer = factories.AllocationAnswerFactory(
        allocation=line.allocation, commune=line.commune, proposal=True
    )
    year = line.allocation.plan.year

    page = log_in(labour_office).get(f"/ke-hoach/{year}/de-nghi/").text
    found = log_in(labour_office).get(f"/chi-tieu/tra-loi/{answer.pk}/van-ban/")

    assert (found.status_code, f"/tra-loi/{answer.pk}/van-ban/" in page) == (404, False)
    assert (
        api_as(labour_office).get(f"/api/v1/target-answers/{answer.pk}/reply/").status_code == 404
    )
    AllocationAnswer.objects.filter(pk=answer.pk).update(
        kind="ACCEPT", fall=14, em_fall=11, reason=""
    )
    assert (
        f"/tra-loi/{answer.pk}/van-ban/"
        in log_in(labour_office).get(f"/ke-hoach/{year}/de-nghi/").text
    )

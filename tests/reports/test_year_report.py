"""The report to the province has the figures of the dashboard."""

import datetime as dt

import pytest

from papers.rules import paper_kind
from reports.documents.year_report import year_report_paper
from reports.queries.dashboard import dashboard, late_now, plans_for
from tests import factories
from tests.papers.data import differences
from tests.procedure.document_data import words_of
from tests.targets.answers_data import give

pytestmark = pytest.mark.django_db
TODAY = dt.date(2021, 11, 15)


@pytest.fixture
def plan(commune, standard):
    factories.InstallationFactory(is_demo=True)  # the working day is 15/11/2021
    factories.RoundFactory(year=2021, with_standards=[standard])
    made = give(commune).allocation.plan
    for status, movement in (("POOR", "STAYED_POOR"), ("NEAR_POOR", "EXITED_TO_NEAR_POOR")):
        factories.PovertyRecordFactory(
            household__village__commune=commune,
            opening_status="POOR",
            status=status,
            movement=movement,
            standard=made.standard,
        )
    return made


def paper_of(plan, month=None):
    _plan, plans = plans_for(plan.year, on=TODAY)
    found = dashboard(plan, plans=plans, as_of=TODAY, month=month)
    return found, year_report_paper(plan, found, late_now(plan, month, on=TODAY), on=TODAY)


def test_it_reports_goals_flow_communes_and_what_is_late(plan):
    found, paper = paper_of(plan)
    text = words_of(paper.content())

    assert differences(paper.values, paper_kind(paper.template).sample) == []
    assert "Số:          /BC-UBND" in text and "Kính gửi: Ủy ban nhân dân tỉnh Gia Lai." in text
    assert "Kết quả thực hiện mục tiêu giảm nghèo năm 2021" in text
    flow = found.progress.total.everyone.flow
    rows = [int(row["every"]) for row in paper.values["flow"]]
    assert rows[0] - sum(rows[1:4]) + sum(rows[4:8]) == rows[8] == flow.closing == 1
    assert paper.values["communes"][0]["fall"] == paper.values["total"]["fall"] == "1"
    assert paper.values["late"][0].startswith("Xã Ia O: ")
    assert [row["label"] for row in paper.values["goals"]] == [
        goal.label for goal in found.progress.goals
    ]


def test_of_an_earlier_period_only_what_is_recorded_by_day_is_reported(plan):
    _found, paper = paper_of(plan, month=6)

    assert differences(paper.values, paper_kind(paper.template).sample) == []
    assert paper.values["period"] == "6 tháng đầu năm 2021"
    assert paper.values["counted_on"] == "30/06/2021"
    assert paper.values["late"] == [
        "Việc chậm chỉ xem được vào ngày lập báo cáo, không ghi theo từng kỳ đã qua."
    ]


def test_pages_link_to_it_and_the_api_has_it(plan, log_in, api_as, labour_office):
    client = log_in(labour_office)

    assert "/bao-cao/tinh/2021/" in client.get("/bao-cao/").text
    dash = client.get("/bang-dieu-hanh/", {"year": 2021, "month": "2021-06"}).text
    assert "/bao-cao/tinh/2021/?month=2021-06" in dash
    web = b"".join(client.get("/bao-cao/tinh/2021/?month=2021-06").streaming_content)
    answer = api_as(labour_office).get(
        "/api/v1/reports/year-report/", {"year": 2021, "month": "2021-06"}
    )
    assert words_of(web) == words_of(b"".join(answer.streaming_content))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/bao-cao/tinh/2021/?month=2020-06", 400),
        ("/bao-cao/tinh/2021/?thang=6", 400),
        ("/bao-cao/tinh/2019/", 404),
    ],
)
def test_a_wrong_period_is_refused(plan, log_in, labour_office, address, status):
    assert log_in(labour_office).get(address).status_code == status


def test_a_commune_does_not_report_to_the_province(plan, log_in, officer):
    client = log_in(officer)

    assert "/bao-cao/tinh/" not in client.get("/bao-cao/").text
    assert client.get("/bao-cao/tinh/2021/").status_code == 403

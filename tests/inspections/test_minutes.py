"""The minutes of a re-check have the figures of its page."""

import pytest

from inspections import services
from inspections.documents.minutes import recheck_minutes_paper
from inspections.models import RecheckSample
from inspections.queries.samples import sample_page
from papers.rules import paper_kind
from tests.inspections.data import TODAY, drawn_sample, found
from tests.papers.data import differences
from tests.procedure.document_data import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(commune, labour_office):
    return drawn_sample(commune, by=labour_office)


def paper_of(sample):
    again = RecheckSample.objects.select_related("commune__district__province", "round")
    again = again.get(pk=sample.pk)
    return recheck_minutes_paper(again, sample_page(again))


def test_before_the_visit_the_household_waits_and_the_conclusion_is_open(sample):
    paper = paper_of(sample)
    text = words_of(paper.content())

    assert differences(paper.values, paper_kind(paper.template).sample) == []
    assert "Chưa phúc tra" in text and "chưa phúc tra hộ nào." in text
    assert f"mã rút mẫu {sample.seed}" in text and "Rút ngẫu nhiên 1 phiếu trong 1 phiếu" in text
    assert "…………………………………………………………………………………" in text


def test_members_results_and_differences_are_recorded(sample, labour_office, standard):
    case = sample.cases.get()
    services.record_case(
        case_id=case.pk,
        version=case.version,
        state="CHECKED",
        checked_on=TODAY,
        note="Hộ có thu nhập khác",
        found=found(standard, b1=100),
        by=labour_office,
        on=TODAY,
    )
    paper = paper_of(sample)
    text = words_of(paper.content())

    assert differences(paper.values, paper_kind(paper.template).sample) == []
    assert f"Đoàn phúc tra: {labour_office.full_name};" in text
    assert "hộ cận nghèo → hộ nghèo" in text and "15/11/2021" in text
    assert "1/1 phiếu khác kết quả đã duyệt (100,00 %): hộ cận nghèo → hộ nghèo: 1 hộ." in text
    assert f"({case.household.code}): " in text and "Ghi chú: Hộ có thu nhập khác." in text


def test_the_page_and_the_api_have_it(sample, log_in, api_as, labour_office):
    address = f"/phuc-tra/{sample.pk}/bien-ban/"

    page = log_in(labour_office).get(f"/phuc-tra/{sample.pk}/").text
    web = b"".join(log_in(labour_office).get(address).streaming_content)
    answer = api_as(labour_office).get(f"/api/v1/recheck-samples/{sample.pk}/minutes/")

    assert address in page
    assert words_of(web) == words_of(b"".join(answer.streaming_content))

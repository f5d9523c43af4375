import pytest
from django.urls import reverse

from procedure.models import Certificate
from tests.procedure.document_data import village_with_papers, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def papers(village, standard, this_round):
    return village_with_papers(village, standard, this_round)


def test_the_posting_shows_names_and_results_but_no_citizen_number(papers, log_in, officer):
    for row in papers.review.listed_households.all():
        row.household.members.update(citizen_number=f"0640{row.pk:08d}")

    page = log_in(officer).get(reverse("procedure:posting_list", args=[papers.posting.pk]))

    text = page.content.decode()
    assert "06/10/2021" in text
    assert "11/10/2021" in text
    assert "Nhà văn hóa làng; trụ sở UBND xã" in text
    assert "Nơi nhận ý kiến, khiếu nại" in text
    assert papers.certificates[0].household.head_name in text
    assert "0640" not in text


def test_the_posting_asks_a_fixed_number_of_times(
    papers, log_in, officer, django_assert_max_num_queries
):
    client = log_in(officer)

    with django_assert_max_num_queries(13):
        client.get(reverse("procedure:posting_list", args=[papers.posting.pk]))


def test_the_minutes_come_as_a_file(papers, log_in, officer):
    answer = log_in(officer).get(reverse("procedure:meeting_minutes", args=[papers.meeting.pk]))

    assert answer["Content-Disposition"].startswith('attachment; filename="bien-ban-hop-')
    assert "BIÊN BẢN HỌP THÔN" in words_of(answer.getvalue())


def test_a_decision_without_certificates_has_no_file_of_them(papers, log_in, officer):
    Certificate.objects.all().delete()

    address = reverse("procedure:decision_certificates", args=[papers.decision.pk])

    assert log_in(officer).get(address).status_code == 404


def test_the_certificates_of_a_decision_are_listed_each_with_its_file(papers, log_in, officer):
    address = reverse("procedure:certificate_list", args=[papers.decision.pk])

    page = log_in(officer).get(address).content.decode()

    links = [
        reverse("procedure:certificate_document", args=[each.pk]) for each in papers.certificates
    ]
    assert [link for link in links if link not in page] == []
    assert "01/2021" in page

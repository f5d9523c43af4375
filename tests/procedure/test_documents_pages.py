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


def test_the_posting_leaves_the_date_open_and_names_who_signs(papers, log_in, officer, chair):
    text = page_text(log_in(officer), "procedure:posting_list", papers.posting)

    assert "ngày … tháng … năm 2021" in text
    assert "TM. ỦY BAN NHÂN DÂN" in text
    assert f"<strong>{chair.full_name}</strong>" in text
    assert "Điểm thu nhập (B1)" in text


def test_the_list_for_the_meeting_has_every_household_its_results_and_room_for_votes(
    papers, log_in, officer
):
    text = page_text(log_in(officer), "procedure:meeting_list", papers.review)

    for row in papers.review.listed_households.all():
        assert row.household.head_name in text
    assert "Không đồng ý" in text
    assert "Kết quả rà soát" in text


def test_the_list_for_the_meeting_asks_a_fixed_number_of_times(
    papers, log_in, officer, django_assert_max_num_queries
):
    client = log_in(officer)

    with django_assert_max_num_queries(14):
        client.get(reverse("procedure:meeting_list", args=[papers.review.pk]))


def test_the_households_of_a_list_have_their_paper_forms(papers, log_in, officer):
    text = page_text(log_in(officer), "procedure:village_field_forms", papers.review)

    names = [row.household.head_name for row in papers.review.listed_households.all()]
    assert [name for name in names if name not in text] == []


def page_text(client, name, row):
    return client.get(reverse(name, args=[row.pk])).content.decode()


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

"""Pages and API of closed rounds: readable by every user, reopened by the administrator."""

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from common.clock import now
from households.models import RoundReopening
from tests import factories
from tests.households.freezing_data import DAY, close, listed, reopen, review_again
from tests.households.review_data import start


@pytest.fixture
def administrator(db):
    return factories.UserFactory(administrator=True)


@pytest.fixture
def household(commune, standard):
    return listed(commune, standard)


@pytest.fixture
def closed(household, other_commune, standard, this_round, labour_office):
    listed(other_commune, standard, near_poor=True)
    return close(this_round, labour_office)


def url(name, round_):
    return reverse(f"households:{name}", args=[round_.pk])


def api_url(name, round_):
    return reverse(f"api:{name}", args=[round_.pk])


def text(answer):
    return answer.content.decode()


def test_the_result_says_when_and_under_which_standard_it_was_locked(closed, labour_office, log_in):
    page = text(log_in(labour_office).get(url("round_result", closed)))

    frozen_at = timezone.localtime(closed.snapshots.get().frozen_at)
    assert f"Khóa lúc {frozen_at:%H:%M %d/%m/%Y} bởi {labour_office}" in page
    assert "Chuẩn nghèo 2016–2020" in page
    assert "Xã Ia O" in page and "50,00 %" in page


def test_an_open_round_has_no_result_yet(this_round, labour_office, log_in, api_as):
    page = text(log_in(labour_office).get(url("round_result", this_round)))
    answer = api_as(labour_office).get(api_url("round_result", this_round))

    assert "chưa có kết quả đã khóa" in page
    assert answer.status_code == 404


def test_an_officer_reads_the_frozen_lines_of_the_own_commune(closed, household, officer, log_in):
    client = log_in(officer)

    own = text(client.get(url("frozen_list", closed)))
    other = text(client.get(url("frozen_list", closed), {"commune": factories.CommuneFactory().pk}))

    assert household.head_name in own
    assert own.count('data-label="Khi khóa"') == 1
    assert "Không có hộ nào" in other


def test_the_lines_are_narrowed_by_commune_and_class(
    closed, household, other_commune, labour_office, log_in
):
    client = log_in(labour_office)

    by_commune = text(client.get(url("frozen_list", closed), {"commune": other_commune.pk}))
    poor = text(client.get(url("frozen_list", closed), {"status": "POOR"}))

    assert household.head_name not in by_commune
    assert household.head_name in poor and "Xã Ia Chia</td>" not in poor


def test_a_former_edition_can_still_be_opened(
    closed, commune, household, officer, chair, administrator, labour_office, log_in
):
    reopen(closed, commune, administrator)
    review_again(household, closed, officer, chair, points=160, at=now())
    client = log_in(labour_office)
    client.post(reverse("households:round_relock", args=[RoundReopening.objects.get().pk]))
    first, second = closed.snapshots.order_by("edition")

    current = text(client.get(url("frozen_list", closed), {"commune": commune.pk}))
    former = text(
        client.get(url("frozen_list", closed), {"commune": commune.pk, "edition": first.pk})
    )
    page = text(client.get(url("round_result", closed)))

    assert "vượt chuẩn cận nghèo" in current and "vượt chuẩn cận nghèo" not in former
    assert f"edition={second.pk}" in page


def test_the_excel_file_holds_the_frozen_lines(closed, household, labour_office, log_in, api_as):
    page = log_in(labour_office).get(url("frozen_export", closed), {"status": "POOR"})
    answer = api_as(labour_office).get(api_url("frozen_record_export", closed), {"status": "POOR"})

    for file in (page, answer):
        rows = list(load_workbook(BytesIO(file.getvalue())).active.values)
        assert rows[3][0] == "KẾT QUẢ ĐÃ KHÓA: RÀ SOÁT ĐỊNH KỲ CUỐI NĂM 2021"
        assert "chuẩn nghèo 2016–2020, hộ nghèo" in rows[4][0]
        assert [row[2] for row in rows[6:]] == [household.head_name]


def test_the_list_takes_the_same_queries_for_more_lines(
    closed, labour_office, log_in, django_assert_max_num_queries
):
    client = log_in(labour_office)

    with django_assert_max_num_queries(14):
        client.get(url("frozen_list", closed))


def test_the_administrator_opens_a_commune_again_on_the_page(
    closed, commune, administrator, log_in
):
    last_day = timezone.localdate(now()) + 3 * DAY
    form = {"commune": commune.pk, "reason": "Sót hai hộ", "last_day": f"{last_day:%d/%m/%Y}"}

    answer = log_in(administrator).post(url("round_reopen", closed), form, follow=True)

    opened = RoundReopening.objects.get()
    midnight = dt.datetime.combine(last_day + DAY, dt.time.min)
    assert opened.closes_at == timezone.make_aware(midnight)
    assert "Đã mở lại Rà soát định kỳ cuối năm 2021 cho xã Ia O" in text(answer)
    assert "Đang mở" in text(answer)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": ""}, "bắt buộc"),
        ({"last_day": "01/01/2020"}, "phải sau lúc này"),
        ({"last_day": "01/01/2100"}, "nhiều nhất 30 ngày"),
        ({"commune": 0}, "không có trong danh sách"),
    ],
)
def test_a_wrong_reopening_is_told_on_the_page(
    closed, commune, administrator, log_in, given, words
):
    last_day = timezone.localdate(now()) + 3 * DAY
    form = {"commune": commune.pk, "reason": "Sót", "last_day": f"{last_day:%d/%m/%Y}", **given}

    page = log_in(administrator).post(url("round_reopen", closed), form)

    assert words in text(page).lower()
    assert not RoundReopening.objects.exists()


def test_locking_with_forms_in_progress_is_refused_on_the_page(
    closed, commune, household, officer, administrator, labour_office, log_in
):
    opened = reopen(closed, commune, administrator)
    start(household, closed, officer, at=now())

    answer = log_in(labour_office).post(
        reverse("households:round_relock", args=[opened.pk]), follow=True
    )

    assert f"còn 1 phiếu chưa duyệt ({household.code})" in text(answer)
    assert "1 phiếu còn dở" in text(answer)


def test_the_officer_is_offered_the_round_only_while_it_is_open_again(
    closed, commune, household, officer, administrator, log_in
):
    client = log_in(officer)
    address = reverse("households:assessment_create", args=[household.pk])
    before = text(client.get(address))

    reopen(closed, commune, administrator)

    assert "Rà soát định kỳ cuối năm 2021" not in before
    assert "Rà soát định kỳ cuối năm 2021" in text(client.get(address))


def test_a_form_left_over_says_why_it_waits(
    closed, commune, household, officer, administrator, log_in
):
    opened = reopen(closed, commune, administrator)
    form = start(household, closed, officer, at=now())
    address = reverse("households:assessment_detail", args=[form.pk])
    while_open = text(log_in(officer).get(address))
    RoundReopening.objects.update(closes_at=opened.opened_at + dt.timedelta(microseconds=1))

    after = text(log_in(officer).get(address))

    assert "Nhập tiếp" in while_open
    assert "Nhập tiếp" not in after and "Đợt đã khóa với xã này" in after


def test_programs_read_the_result_and_open_a_commune_again(
    closed, commune, household, administrator, labour_office, api_as
):
    result = api_as(labour_office).get(api_url("round_result", closed)).json()
    lines = api_as(labour_office).get(
        api_url("frozen_record_list", closed), {"commune": commune.pk}
    )
    opened = api_as(administrator).post(
        api_url("round_reopen", closed), {"commune": commune.pk, "reason": "Sót"}, format="json"
    )
    listed_ = api_as(administrator).get(api_url("round_reopening_list", closed)).json()
    locked = api_as(labour_office).post(
        reverse("api:round_relock", args=[opened.json()["id"]]), format="json"
    )

    assert (result["standard"], result["total"]["figures"]["closing"]) == ("VN-2016-2020", 1)
    assert result["total"]["population"]["households"] == 2
    assert [row["household"] for row in lines.json()["results"]] == [household.pk]
    assert opened.status_code == 201
    assert [row["commune"] for row in listed_["results"]] == [commune.pk]
    assert locked.json()["relocked_at"] is not None


@pytest.mark.parametrize("asked", [{"standard": "VN-1999"}, {"commune": "x"}, {"edition": 0}])
def test_a_question_that_makes_no_sense_is_refused(closed, labour_office, api_as, asked):
    answer = api_as(labour_office).get(api_url("frozen_record_list", closed), asked)

    assert answer.status_code == 400


def test_the_round_list_names_the_communes_open_again(closed, commune, administrator, log_in):
    reopen(closed, commune, administrator)

    page = text(log_in(administrator).get(reverse("households:round_list")))

    assert "mở lại cho xã Ia O đến" in page

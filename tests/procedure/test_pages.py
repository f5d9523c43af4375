"""Pages of the procedure: contents, posted forms, number of queries."""

import pytest
from django.urls import reverse

from procedure.choices import Certainty
from procedure.models import Holiday, ProcedureTerm, VillageMeeting
from procedure.services.reference import load_procedures
from tests import factories
from tests.procedure import steps_data as steps

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_date(db):
    factories.InstallationFactory(is_demo=True)


def page(client, name, *args):
    return client.get(reverse(f"procedure:{name}", args=args))


def text_of(answer) -> str:
    return answer.content.decode()


def minutes(review, **given):
    said = {
        "version": steps.fresh(review).version,
        "held_on": "18/10/2021",
        "place": "Nhà rông",
        "chair_name": "Rơ Châm Thử",
        "secretary_name": "Siu Thử",
        "invited": "120",
        "present": "100",
        "votes_for": "80",
        "votes_against": "10",
        "households_represented": "2",
    }
    return {**said, **given}


def test_the_district_sees_communes(log_in, labour_office, this_round, village, households):
    answer = page(log_in(labour_office), "board")

    assert "Xã Ia O" in text_of(answer)
    assert "Chưa lập danh sách: 1" in text_of(answer)


def test_people_of_a_commune_are_led_to_their_villages(log_in, officer, this_round, village):
    answer = page(log_in(officer), "board")

    commune_page = reverse("procedure:commune", args=[village.commune_id])
    assert answer["Location"] == f"{commune_page}?round={this_round.pk}"


def test_without_a_round_of_steps_the_board_says_so(log_in, officer):
    assert "Chưa có đợt rà soát nào theo quy trình" in text_of(page(log_in(officer), "board"))


def test_a_leader_reads_numbers_not_households(log_in, this_round, village, officer, households):
    review = steps.opened(this_round, village, officer)
    client = log_in(factories.UserFactory(leader=True))

    commune_page = page(client, "commune", village.commune_id)

    assert village.full_name in text_of(commune_page)
    assert page(client, "village_review", review.pk).status_code == 403


def test_the_officer_makes_a_list_from_the_commune_page(
    log_in, officer, this_round, village, households
):
    answer = log_in(officer).post(reverse("procedure:village_review_create", args=[village.pk]))

    review = village.village_reviews.get()
    assert answer["Location"] == reverse("procedure:village_review", args=[review.pk])
    assert review.listed_households.count() == 2


def test_the_meeting_is_noted_on_the_page(log_in, officer, this_round, village, households):
    review = steps.surveyed(this_round, village, officer, households)

    answer = log_in(officer).post(
        reverse("procedure:meeting_hold", args=[review.pk]), minutes(review)
    )

    assert answer.status_code == 302
    assert VillageMeeting.objects.get().agreed


def test_what_is_refused_stands_beside_its_field(log_in, officer, this_round, village, households):
    review = steps.surveyed(this_round, village, officer, households)

    answer = log_in(officer).post(
        reverse("procedure:meeting_hold", args=[review.pk]), minutes(review, votes_against="21")
    )

    assert "Số phiếu không được nhiều hơn số người dự họp." in text_of(answer)
    assert "<title>Lỗi: " in answer.content.decode()
    assert not VillageMeeting.objects.exists()


def test_a_posting_is_not_closed_too_early_on_the_page(
    log_in, officer, this_round, village, households
):
    posting = steps.post(steps.agreed(this_round, village, officer, households), officer)

    answer = log_in(officer).post(
        reverse("procedure:posting_close", args=[posting.pk]),
        {"version": steps.fresh(posting.village_review).version, "closed_on": "21/10/2021"},
    )

    assert "Chưa niêm yết đủ 3 ngày làm việc (mới 2)" in text_of(answer)


def test_complaints_are_not_for_the_bank(log_in, officer, this_round, village, households):
    posting = steps.post(steps.agreed(this_round, village, officer, households), officer)
    steps.complain(posting.village_review, households[0], officer, complainant="Ksor Người Báo")
    review = posting.village_review_id

    seen = text_of(page(log_in(officer), "village_review", review))
    hidden = text_of(page(log_in(factories.UserFactory(bank=True)), "village_review", review))

    assert "Ksor Người Báo" in seen
    assert "Ksor Người Báo" not in hidden


def test_the_chair_signs_on_the_page(
    log_in, officer, chair, labour_office, this_round, village, households
):
    report = steps.reported(this_round, village, officer, households)
    steps.opine(report, labour_office)
    report.refresh_from_db()

    answer = log_in(chair).post(
        reverse("procedure:decision_sign", args=[report.pk]),
        {
            "version": report.version,
            "number": "75/QĐ-UBND",
            "decided_on": "01/11/2021",
            "signer_name": "Puih Thử",
            "confirmed": "1",
        },
        follow=True,
    )

    assert "Quyết định số 75/QĐ-UBND ngày 01/11/2021" in text_of(answer)


def test_the_labour_office_enters_what_was_not_known(log_in, labour_office):
    load_procedures()
    term = ProcedureTerm.objects.get(procedure__code="TT17-2016", key="posting_days")

    log_in(labour_office).post(
        reverse("procedure:term_edit", args=[term.pk]),
        {"version": 1, "value": "7", "certainty": "VERIFIED", "source": "TT 17/2016 Điều 4"},
    )

    term.refresh_from_db()
    assert (term.value, term.certainty) == (7, Certainty.VERIFIED)
    assert term.history.first().history_user == labour_office


def test_how_sure_a_number_is_stands_beside_it(log_in, officer):
    load_procedures()

    shown = text_of(page(log_in(officer), "procedures"))

    assert "chưa đối chiếu văn bản" in shown
    assert "chưa xác định" in shown


def test_days_off_are_kept_by_the_labour_office(log_in, labour_office):
    client = log_in(labour_office)

    client.post(reverse("procedure:holiday_add"), {"day": "03/09/2021", "name": "Quốc khánh"})
    added = Holiday.objects.get()
    client.post(reverse("procedure:holiday_remove", args=[added.pk]))

    assert not Holiday.objects.exists()
    assert Holiday.history.count() == 2


@pytest.mark.parametrize("number", [1, 4])
def test_the_boards_take_as_many_queries_for_many_villages(
    log_in,
    officer,
    labour_office,
    this_round,
    commune,
    standard,
    number,
    django_assert_max_num_queries,
):
    for _ in range(number):
        household = steps.poor_household(factories.VillageFactory(commune=commune), standard)
        steps.opened(this_round, household.village, officer)
    client = log_in(labour_office)

    with django_assert_max_num_queries(16):
        page(client, "board")
    with django_assert_max_num_queries(19):
        page(client, "commune", commune.pk)


@pytest.mark.parametrize("number", [1, 5])
def test_a_villages_page_takes_as_many_queries_for_many_households(
    log_in, officer, this_round, village, standard, number, django_assert_max_num_queries
):
    households = [steps.poor_household(village, standard) for _ in range(number)]
    review = steps.agreed(this_round, village, officer, households)
    client = log_in(officer)

    with django_assert_max_num_queries(19):
        page(client, "village_review", review.pk)


def add_to(client, review, code, **given):
    data = {"code": code, "origin": "FLAGGED_A", **given}
    return client.post(reverse("procedure:list_add", args=[review.pk]), data)


def test_a_household_is_added_to_a_list_by_the_end_of_its_code_or_by_a_name(
    log_in, officer, this_round, village, households
):
    review = steps.opened(this_round, village, officer)
    added = [
        factories.HouseholdFactory(village=village, code="23782-77001", head_name="Siu Một"),
        factories.HouseholdFactory(village=village, code="23782-77002", head_name="Siu Hai"),
        factories.HouseholdFactory(village=village, code="23782-77003", head_name="Siu Ba"),
    ]
    client = log_in(officer)

    assert add_to(client, review, "77001").status_code == 302
    assert add_to(client, review, "siu hai").status_code == 302
    several = add_to(client, review, "siu")
    assert "Có nhiều hộ khớp: hãy chọn một hộ." in text_of(several)
    assert "Siu Ba – 23782-77003" in text_of(several)
    assert add_to(client, review, "siu", chosen=str(added[2].pk)).status_code == 302
    listed = set(review.listed_households.values_list("household", flat=True))
    assert listed >= {household.pk for household in added}


@pytest.mark.parametrize("code", ["khong co ai", "9" * 200, "'"])
def test_a_search_without_a_household_of_the_village_is_refused_beside_its_field(
    log_in, officer, this_round, village, households, code
):
    review = steps.opened(this_round, village, officer)

    answer = add_to(log_in(officer), review, code)

    assert answer.status_code == 200
    assert answer.context["add"].errors["code"]

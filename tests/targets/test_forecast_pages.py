"""Pages and API of the forecast and of one commune's year."""

import datetime as dt

import pytest

from tests import factories
from tests.targets.data import listed

SEPTEMBER = dt.date(2021, 9, 10)


@pytest.fixture(autouse=True)
def year(plan, commune, other_commune, time_machine):
    """Ia O: two of three exited. Ia Chia: one not reviewed."""
    time_machine.move_to(dt.datetime(2021, 11, 15, 3, tzinfo=dt.UTC))
    listed(commune, exited=True, moved_on=SEPTEMBER)
    listed(commune, exited=True, moved_on=SEPTEMBER)
    listed(commune, reviewed=False)
    listed(other_commune, reviewed=False)
    return plan


def test_the_district_page_answers_first(client, leader, commune):
    client.force_login(leader)

    answer = client.get("/tien-do/du-bao/")

    assert answer.status_code == 200
    page = answer.content.decode()
    assert "2/4 đã công nhận; cần thêm 2 trong 2 hộ chưa nộp phiếu" in page
    assert f"/tien-do/xa/{commune.pk}/?year=2021" in page
    assert "Chưa có năm trước cùng chuẩn để đối chứng" in page
    assert "Lộ trình" in page


def test_the_minority_page_is_about_minorities(client, leader):
    client.force_login(leader)

    answer = client.get("/tien-do/du-bao/?minority=true")

    assert answer.context["outlook"].area.target == 2


def test_an_earlier_month_is_computed_anew(client, leader):
    client.force_login(leader)

    august = client.get("/tien-do/du-bao/?month=2021-08")

    assert august.context["found"].total.everyone.counts.exits == 0
    assert "Chưa có căn cứ dự báo: chưa rà soát hộ nào" in august.content.decode()


@pytest.mark.parametrize("month", ["2020-08", "2021-13", "thang-tam"])
def test_a_month_outside_the_year_is_refused(client, leader, month):
    client.force_login(leader)

    assert client.get(f"/tien-do/du-bao/?month={month}").status_code == 400


def test_a_commune_sees_its_year_with_its_villages(client, officer, commune):
    client.force_login(officer)

    answer = client.get(f"/tien-do/xa/{commune.pk}/")

    page = answer.content.decode()
    assert answer.context["year"].row.everyone.counts.exits == 2
    assert [village.opening for village in answer.context["villages"]] == [3]
    assert "Nguyên nhân và việc cần làm" in page
    assert "Hộ đầu năm chưa rà soát (1)" in page


def test_who_may_not_see_households_sees_no_villages(client, leader, commune):
    client.force_login(leader)

    answer = client.get(f"/tien-do/xa/{commune.pk}/")

    assert answer.context["villages"] is None
    assert "Theo thôn, làng" not in answer.content.decode()


def test_a_month_of_the_past_has_no_villages_and_no_alerts(client, officer, commune):
    client.force_login(officer)

    answer = client.get(f"/tien-do/xa/{commune.pk}/?month=2021-09")

    assert answer.context["villages"] is None
    assert "Cảnh báo chỉ có cho hôm nay" in answer.content.decode()


def test_people_of_a_commune_do_not_find_another(client, officer, other_commune):
    client.force_login(officer)

    assert client.get(f"/tien-do/xa/{other_commune.pk}/").status_code == 404


def test_a_year_without_a_plan_says_so(client, leader, commune):
    client.force_login(leader)

    assert "chưa có kế hoạch" in client.get("/tien-do/du-bao/?year=2031").content.decode()
    page = client.get(f"/tien-do/xa/{commune.pk}/?year=2031").content.decode()
    assert "chưa có kế hoạch" in page


def test_a_commune_the_plan_does_not_know_is_not_found(client, leader):
    client.force_login(leader)
    elsewhere = factories.CommuneFactory(
        code="99999", district=factories.DistrictFactory(code="999")
    )

    assert client.get(f"/tien-do/xa/{elsewhere.pk}/").status_code == 404


def test_the_district_page_keeps_to_twenty_queries(
    client, leader, commune, django_assert_max_num_queries
):
    factories.InstallationFactory(district=commune.district)
    client.force_login(leader)
    client.get("/tien-do/du-bao/")
    listed(commune)

    with django_assert_max_num_queries(20):
        client.get("/tien-do/du-bao/")


def test_the_commune_page_keeps_to_25_queries(
    client, officer, commune, django_assert_max_num_queries
):
    client.force_login(officer)
    listed(commune)

    with django_assert_max_num_queries(25):
        client.get(f"/tien-do/xa/{commune.pk}/")


def test_the_progress_page_leads_to_the_communes_own(client, officer, commune, other_commune):
    client.force_login(officer)

    page = client.get("/tien-do/").content.decode()

    assert f"/tien-do/xa/{commune.pk}/" in page
    assert f"/tien-do/xa/{other_commune.pk}/" not in page


def test_the_api_says_the_same(client, leader, commune):
    client.force_login(leader)

    months = client.get("/api/v1/progress/months/").json()
    forecast = client.get("/api/v1/progress/forecast/?month=9").json()
    alerts = client.get("/api/v1/progress/alerts/").json()
    own = client.get(f"/api/v1/progress/communes/{commune.pk}/").json()

    assert [month["exits"] for month in months["total"]["all"]][7:9] == [0, 2]
    assert (forecast["month"], forecast["total"]["all"]["expected_fall"]) == (9, 4.0)
    assert alerts["alerts"][0]["sentence"]
    assert own["forecast"]["all"]["chance"] == "LIKELY"
    assert own["months"]["all"][-1]["closing"] == 1


@pytest.mark.parametrize("month", ["0", "13", "x", "123456789"])
def test_the_api_refuses_what_is_no_month(client, leader, month):
    client.force_login(leader)

    assert client.get(f"/api/v1/progress/forecast/?month={month}").status_code == 400

"""Pages of users, roles and tokens."""

import pytest
from django.urls import reverse

from accounts.models import ApiToken, User
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.UserFactory(
        administrator=True, username="quantri", full_name="Quản Trị Trưởng"
    )


def page_of_users(client, **query):
    return client.get(reverse("accounts:user_list"), query)


def names(page):
    return {person.username for person in page.context["page"]}


def test_users_are_found_without_marks(log_in, administrator):
    factories.UserFactory(username="a", full_name="Rơ Châm H'Lan", search_key="ro cham h'lan")

    page = page_of_users(log_in(administrator), q="RO CHÂM")

    assert names(page) == {"a"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"quantri", "canbo", "nghi"}),
        ({"role": "COMMUNE_OFFICER"}, {"canbo"}),
        ({"active": "false"}, {"nghi"}),
        ({"active": "true", "role": "LABOUR_OFFICE"}, set()),
        ({"q": "canb"}, {"canbo"}),
        ({"role": "EVERYBODY"}, set()),
        ({"commune": "nowhere"}, set()),
    ],
)
def test_users_are_filtered_and_a_bad_filter_shows_nobody(log_in, administrator, query, found):
    factories.UserFactory(username="canbo", officer=True)
    factories.UserFactory(username="nghi", is_active=False)

    assert names(page_of_users(log_in(administrator), **query)) == found


def test_users_of_a_commune_are_asked_for(log_in, administrator, officer, other_commune):
    factories.UserFactory(officer=True, commune=other_commune)

    page = page_of_users(log_in(administrator), commune=officer.commune.pk)

    assert names(page) == {officer.username}


def test_the_list_costs_the_same_for_more_users(
    log_in, administrator, django_assert_max_num_queries
):
    factories.InstallationFactory()
    client = log_in(administrator)
    page_of_users(client)
    factories.UserFactory.create_batch(10, officer=True)

    with django_assert_max_num_queries(7):
        page_of_users(client)


def test_htmx_receives_the_table_alone(log_in, administrator):
    page = log_in(administrator).get(reverse("accounts:user_list"), headers={"HX-Request": "true"})

    assert "<html" not in page.content.decode()


def test_a_new_user_is_shown_with_the_temporary_password_once(log_in, administrator, commune):
    client = log_in(administrator)
    sent = {
        "username": "canbo-ia-o",
        "full_name": "Rơ Châm H'Lan",
        "role": "COMMUNE_OFFICER",
        "commune": commune.pk,
        "department": "",
    }

    page = client.post(reverse("accounts:user_create"), sent)
    again = client.post(reverse("accounts:user_create"), sent)

    person = User.objects.get(username="canbo-ia-o")
    assert person.check_password(page.context["password"])
    assert page.context["password"] in page.content.decode()
    assert page["Cache-Control"] == "no-store"
    assert again.context["form"].errors.keys() == {"username"}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"role": "COMMUNE_OFFICER"}, "commune"),
        ({"role": "DEPARTMENT"}, "department"),
        ({"role": "LABOUR_OFFICE", "department": "FINANCE"}, "department"),
        ({"role": ""}, "role"),
        ({"role": "SUPERUSER"}, "role"),
        ({"full_name": "a\u202eb"}, "full_name"),
    ],
)
def test_a_user_that_does_not_fit_is_refused_beside_the_field(log_in, administrator, sent, field):
    whole = {"username": "moi", "full_name": "Người Mới", "role": "LABOUR_OFFICE", **sent}

    page = log_in(administrator).post(reverse("accounts:user_create"), whole)

    assert page.context["form"].errors.keys() == {field}
    assert not User.objects.filter(username="moi").exists()


def test_a_user_is_edited(log_in, administrator):
    person = factories.UserFactory()

    page = log_in(administrator).post(
        reverse("accounts:user_edit", args=[person.pk]),
        {"full_name": "Tên Mới", "role": "DISTRICT_LEADER", "version": "1"},
    )

    person.refresh_from_db()
    assert page.status_code == 302
    assert (person.full_name, person.role) == ("Tên Mới", "DISTRICT_LEADER")


def test_a_user_edited_meanwhile_says_by_whom_and_keeps_the_form(log_in, administrator):
    person = factories.UserFactory()
    client = log_in(administrator)
    address = reverse("accounts:user_edit", args=[person.pk])
    client.post(address, {"full_name": "Tên Một", "role": "LABOUR_OFFICE", "version": "1"})

    page = client.post(address, {"full_name": "Tên Hai", "role": "LABOUR_OFFICE", "version": "1"})

    assert "Quản Trị Trưởng" in page.context["form"].non_field_errors()[0]
    assert "Tên Hai" in page.content.decode()
    assert page.context["person"].full_name == "Tên Một"


def test_the_last_administrator_is_told_why_not(log_in, administrator):
    page = log_in(administrator).post(
        reverse("accounts:user_set_active", args=[administrator.pk]),
        {"is_active": "0", "version": "1"},
        follow=True,
    )

    assert "quản trị viên cuối cùng" in page.content.decode()
    assert User.objects.get(pk=administrator.pk).is_active


def test_an_account_is_disabled(log_in, administrator):
    person = factories.UserFactory()

    log_in(administrator).post(
        reverse("accounts:user_set_active", args=[person.pk]), {"is_active": "0", "version": "1"}
    )

    assert not User.objects.get(pk=person.pk).is_active


def test_a_reset_shows_the_password_and_sending_it_again_does_not_reset_again(
    log_in, administrator
):
    person = factories.UserFactory()
    client = log_in(administrator)
    address = reverse("accounts:user_reset_password", args=[person.pk])

    page = client.post(address, {"version": "1"})
    again = client.post(address, {"version": "1"})

    assert User.objects.get(pk=person.pk).check_password(page.context["password"])
    assert again.status_code == 302


def test_the_history_of_an_account_is_on_its_page(log_in, administrator):
    person = factories.UserFactory()
    client = log_in(administrator)
    client.post(
        reverse("accounts:user_set_active", args=[person.pk]), {"is_active": "0", "version": "1"}
    )

    page = client.get(reverse("accounts:user_edit", args=[person.pk]))

    assert "Ngừng tài khoản · Quản Trị Trưởng" in page.content.decode()


def test_the_role_table_is_readable(log_in, administrator):
    page = log_in(administrator).get(reverse("accounts:role_table"))

    assert "Duyệt phiếu rà soát" in page.content.decode()
    assert "Chủ tịch UBND xã" in page.content.decode()


def test_a_token_is_shown_once(log_in, officer):
    client = log_in(officer)
    sent = {
        "client_id": "6f2c1b1e-53a7-4d0c-9f0a-0d6a5f3b7c11",
        "name": "Bảng tính",
        "days": "30",
    }

    page = client.post(reverse("accounts:token_issue"), sent)
    again = client.post(reverse("accounts:token_issue"), sent)
    assert reverse("api:schema") in page.content.decode()
    listed = client.get(reverse("accounts:token_list"))

    assert page.context["token"] in page.content.decode()
    assert "chỉ hiện một lần" in again.context["form"].non_field_errors()[0]
    assert ApiToken.objects.count() == 1
    assert page.context["token"] not in listed.content.decode()


@pytest.mark.parametrize("days", ["0", "366", "-1", "1,5", ""])
def test_a_token_lasts_a_year_at_most(log_in, officer, days):
    page = log_in(officer).post(
        reverse("accounts:token_issue"),
        {"client_id": "6f2c1b1e-53a7-4d0c-9f0a-0d6a5f3b7c11", "name": "Bảng tính", "days": days},
    )

    assert page.context["form"].errors.keys() == {"days"}


def test_people_see_and_revoke_their_own_tokens_only(log_in, officer):
    own = factories.ApiTokenFactory(user=officer)
    other = factories.ApiTokenFactory()
    client = log_in(officer)

    listed = client.get(reverse("accounts:token_list"))
    client.post(reverse("accounts:token_revoke", args=[own.pk]))
    refused = client.post(reverse("accounts:token_revoke", args=[other.pk]))

    assert list(listed.context["tokens"]) == [own]
    assert refused.status_code == 404
    assert ApiToken.objects.get(pk=own.pk).revoked_at is not None
    assert ApiToken.objects.get(pk=other.pk).revoked_at is None

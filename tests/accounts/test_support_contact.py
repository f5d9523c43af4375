"""Whom users call: the contact of the district, and the telephone numbers of users."""

import pytest
from django.test import Client

from areas.models import Installation
from areas.services.installation import change_support_contact
from areas.services.units import CannotChangeUnit
from common.errors import Conflict
from tests import factories

pytestmark = pytest.mark.django_db

PHONE = "0269 3844 123"


@pytest.fixture
def administrator():
    return factories.UserFactory(administrator=True)


@pytest.fixture
def current():
    return factories.InstallationFactory()


def change(by, **changes):
    return change_support_contact(
        by=by, **{"version": 1, "name": "Nguyễn Văn An", "phone": PHONE, **changes}
    )


def test_the_contact_is_kept_with_its_history(administrator, current):
    changed = change(administrator)

    assert (changed.support_name, changed.support_phone) == ("Nguyễn Văn An", PHONE)
    assert changed.history.first().history_user == administrator


def test_the_same_contact_again_changes_nothing(administrator, current):
    change(administrator)
    change(administrator)

    assert Installation.objects.get().version == 2


def test_a_concurrent_change_is_refused(administrator, current):
    change(administrator)

    with pytest.raises(Conflict):
        change(administrator, name="Trần Thị Bình")


@pytest.mark.parametrize("phone", ["gọi tôi", "12", "0269-abc", "1" * 31])
def test_what_is_no_telephone_number_is_refused(administrator, current, phone):
    with pytest.raises(CannotChangeUnit):
        change(administrator, phone=phone)


def test_the_contact_is_on_the_sign_in_and_the_help_page_at_once(
    log_in, client, administrator, current, django_capture_on_commit_callbacks
):
    sent = {"version": 1, "name": "Nguyễn Văn An", "phone": PHONE}
    before = client.get("/tro-giup/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        log_in(administrator).post("/nguoi-dung/ho-tro/", sent)

    assert PHONE not in before
    assert PHONE in client.get("/tro-giup/").content.decode()
    assert PHONE in Client().get("/dang-nhap/").content.decode()


def test_a_program_reads_and_changes_the_contact(api_as, administrator, officer, current):
    sent = {"version": 1, "name": "", "phone": PHONE}
    changed = api_as(administrator).put("/api/v1/support-contact/", sent, format="json")

    assert changed.status_code == 200
    assert api_as(officer).get("/api/v1/support-contact/").json()["phone"] == PHONE
    assert api_as(officer).put("/api/v1/support-contact/", sent, format="json").status_code == 403


def test_the_telephone_number_of_a_user_is_kept(log_in, administrator):
    person = factories.UserFactory()
    sent = {"version": 1, "full_name": person.full_name, "role": person.role, "phone": PHONE}

    log_in(administrator).post(f"/nguoi-dung/{person.pk}/", sent)

    person.refresh_from_db()
    assert person.phone == PHONE
    assert person.history.first().phone == PHONE


def test_a_program_that_sends_no_number_keeps_it(api_as, administrator):
    person = factories.UserFactory(phone=PHONE)
    sent = {"version": 1, "full_name": "Người Khác", "role": person.role}

    answer = api_as(administrator).put(f"/api/v1/users/{person.pk}/", sent, format="json")

    assert answer.status_code == 200
    assert answer.json()["phone"] == PHONE

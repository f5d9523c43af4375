"""The first steps of a new district are ticked from the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from povertyapp.help.first_steps import first_steps_of, first_steps_to_do
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.UserFactory(administrator=True)


def done(user) -> set[str]:
    return {step.code for step in first_steps_of(user).steps if step.is_done}


def set_up(commune):
    factories.InstallationFactory(support_phone="0269 3844 123")
    factories.UserFactory()
    factories.UserFactory(leader=True)
    factories.UserFactory(officer=True, commune=commune)
    factories.UserFactory(chair=True, commune=commune)
    factories.HouseholdFactory(village__commune=commune)
    factories.RoundFactory()
    factories.YearPlanFactory()


def test_an_empty_database_has_nothing_done(administrator):
    assert done(administrator) == set()


def test_a_commune_without_accounts_is_only_a_unit(administrator, commune):
    assert done(administrator) == {"units"}


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("support", lambda _commune: factories.InstallationFactory(support_phone="0269 3844 123")),
        ("office", lambda _commune: factories.UserFactory()),
        ("leader", lambda _commune: factories.UserFactory(leader=True)),
        ("officers", lambda commune: factories.UserFactory(officer=True, commune=commune)),
        ("chairs", lambda commune: factories.UserFactory(chair=True, commune=commune)),
        ("villages", lambda commune: factories.VillageFactory(commune=commune)),
        ("register", lambda commune: factories.HouseholdFactory(village__commune=commune)),
        ("standards", lambda _commune: factories.StandardFactory()),
        ("round", lambda _commune: factories.RoundFactory()),
        ("plan", lambda _commune: factories.YearPlanFactory()),
    ],
)
def test_a_step_is_ticked_by_what_it_is_about(administrator, commune, code, make):
    before = done(administrator)
    make(commune)

    assert code not in before
    assert code in done(administrator)


def test_a_step_of_every_commune_waits_for_the_last_one(administrator, commune, other_commune):
    factories.UserFactory(officer=True, commune=commune)

    (step,) = [each for each in first_steps_of(administrator).steps if each.code == "officers"]

    assert (step.done, step.wanted, step.is_done) == (1, 2, False)


def test_a_step_of_the_district_is_done_once(administrator, commune, other_commune):
    steps = {step.code: step for step in first_steps_of(administrator).steps}

    assert (steps["units"].done, steps["units"].wanted) == (1, 1)


def test_the_home_page_keeps_what_it_counted(administrator, commune, other_commune):
    counted = first_steps_to_do(administrator)

    assert first_steps_to_do(administrator) == counted


def test_an_account_that_is_disabled_does_not_count(administrator, commune):
    factories.UserFactory(officer=True, commune=commune, is_active=False)

    assert "officers" not in done(administrator)


def test_the_checklist_takes_one_query(administrator, commune):
    factories.InstallationFactory()
    first_steps_of(administrator)  # reads the working date's installation, which is kept

    with CaptureQueriesContext(connection) as queries:
        first_steps_of(administrator)

    assert len(queries) == 1


def test_a_step_leads_only_those_who_may_do_it(administrator, labour_office):
    of_the_office = {step.code: step.url for step in first_steps_of(labour_office).steps}
    of_the_administrator = {step.code: step.url for step in first_steps_of(administrator).steps}

    assert (of_the_office["officers"], of_the_administrator["round"]) == ("", "")
    assert of_the_office["round"] and of_the_administrator["officers"]


def test_the_home_page_shows_the_steps_until_all_are_done(log_in, administrator, commune):
    client = log_in(administrator)
    before = client.get("/").content.decode()
    set_up(commune)

    assert "Các bước đầu tiên" in before
    assert first_steps_of(administrator).is_complete


def test_a_complete_checklist_is_on_the_help_page_only(log_in, administrator, commune):
    set_up(commune)
    client = log_in(administrator)

    assert first_steps_to_do(administrator) is None
    assert "Các bước đầu tiên" not in client.get("/").content.decode()
    assert "11/11" in client.get("/tro-giup/buoc-dau/").content.decode()


def test_those_who_set_nothing_up_have_no_checklist(officer, log_in):
    assert first_steps_to_do(officer) is None
    assert log_in(officer).get("/tro-giup/buoc-dau/").status_code == 403

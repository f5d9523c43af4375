"""Every yes/no field of a member goes through page, API and history; new ones automatically."""

from dataclasses import fields

import pytest
from django.urls import reverse
from django.utils.text import capfirst

from households.models import Household, Member
from households.rules.register import MemberFacts
from tests import factories
from tests.households.register_data import enter, head, household_json, member_json, row, sent

YES_NO = [
    field.name
    for field in fields(MemberFacts)
    if field.name != "is_head" and field.type in {bool, bool | None}
]


@pytest.fixture
def household(officer, village):
    factories.InstallationFactory(is_demo=True)
    return enter(village, [head()], by=officer)[0]


def column(name):
    return Member._meta.get_field(name)


def stored(household, name):
    return getattr(household.members.get(), name)


def test_the_yes_no_fields_are_found():
    assert {"has_health_insurance", "has_disability"} <= set(YES_NO)


@pytest.mark.parametrize("name", YES_NO)
def test_a_yes_on_the_page_is_in_the_api_and_in_the_history(name, log_in, officer, household):
    ticked = {name: "true" if column(name).null else "on"}
    cells = row(client_id=str(household.head.client_id), **ticked)
    client = log_in(officer)

    client.post(
        reverse("households:edit", args=[household.pk]),
        sent(household.village, cells, version=str(household.version)),
    )

    api = client.get(reverse("api:household_members", args=[household.pk])).json()
    history = client.get(reverse("households:history", args=[household.pk])).content.decode()
    assert stored(household, name) is True
    assert api[0][name] is True
    assert f"Siu Blơi · {capfirst(column(name).verbose_name)}" in history


@pytest.mark.parametrize("name", YES_NO)
def test_a_yes_sent_to_the_api_is_stored_and_shown_in_the_grid(name, log_in, officer, household):
    member = member_json(client_id=str(household.head.client_id), is_head=True, **{name: True})
    sent_json = household_json(household.village, member, version=household.version)
    client = log_in(officer)

    client.put(reverse("api:household_detail", args=[household.pk]), sent_json, "application/json")

    grid = client.get(reverse("households:edit", args=[household.pk])).context["formset"]
    assert stored(Household.objects.get(), name) is True
    assert grid.forms[0][name].value() in {True, "true"}

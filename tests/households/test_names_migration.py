"""Names stored before look-alike letters were normalised are mended with history."""

import importlib

import pytest
from django.apps import apps
from django.urls import reverse

from areas.models import EthnicGroup
from areas.services.reference import load_units
from common.mend_names import REASON
from households.models import Household, Member
from households.queries.duplicates import duplicate_pairs
from tests import factories
from tests.households.register_data import enter, head

pytestmark = pytest.mark.django_db

SPELLINGS = ["\u00d0inh H\u2018Bluên", "\u0189inh H`Bluên", "Đinh H\u00b4Bluên"]


@pytest.fixture
def households(village, officer):
    """Three households of the same head, in spellings of the former version."""
    factories.InstallationFactory(is_demo=True)
    made = [enter(village, [head("Đinh H'Bluên")], by=officer)[0] for _ in SPELLINGS]
    for household, name in zip(made, SPELLINGS, strict=True):
        key = name.casefold()
        Member.objects.filter(pk=household.head_id).update(full_name=name, search_key=key)
        Household.objects.filter(pk=household.pk).update(
            head_name=name, search_key=key, sort_key="~" + key, given_name_key=""
        )
    return made


def mend(app="households", name="0008_names", function="mend"):
    getattr(importlib.import_module(f"{app}.migrations.{name}"), function)(apps, None)


def test_names_and_keys_are_mended_once_with_history(households):
    mend()
    rows = list(Household.objects.order_by("pk"))
    written = Household.history.count(), Member.history.count()
    mend()

    assert {(row.head_name, row.head.full_name) for row in rows} == {
        ("Đinh H'Bluên", "Đinh H'Bluên")
    }
    assert len({(row.search_key, row.sort_key, row.given_name_key) for row in rows}) == 1
    last = [row.history.first() for row in rows]
    assert [(each.history_change_reason, each.head_name, each.version) for each in last] == [
        (REASON, "Đinh H'Bluên", 2)
    ] * 3
    assert (Household.history.count(), Member.history.count()) == written


def test_mended_names_are_found_and_paired_and_their_history_is_shown(log_in, officer, households):
    mend()

    found = log_in(officer).get(reverse("households:list"), {"q": "dinh h'bluen"})
    story = log_in(officer).get(reverse("households:history", args=[households[0].pk]))

    assert len(found.context["page"]) == 3
    assert len(duplicate_pairs(None, with_weak=True).pairs) == 3
    assert story.status_code == 200


def test_ethnic_groups_get_the_spellings_they_lack_and_keep_their_own():
    load_units()
    EthnicGroup.objects.filter(name="Ê Đê").update(aliases="Ê-đê; Đê", search_key="e de")

    mend("areas", "0003_names", "add_spellings")

    group = EthnicGroup.objects.get(name="Ê Đê")
    assert group.aliases == "Ê-đê; Đê; Ede; Rađê; Rhade"
    assert "rhade" in group.search_key
    assert (group.version, group.history.first().aliases) == (2, group.aliases)

"""Shared parts of forms and filters."""

import pytest
from django import forms

from areas.filters import VillageListFilter
from areas.models import Village
from common.errors import Refused
from common.forms import refusals_shown_in


class NameForm(forms.Form):
    name = forms.CharField()


@pytest.mark.parametrize(
    ("field", "place"), [("name", "name"), (None, "__all__"), ("elsewhere", "__all__")]
)
def test_a_refusal_stands_beside_its_field_or_at_the_top(field, place):
    form = NameForm({"name": "x"})
    form.is_valid()

    with refusals_shown_in(form):
        raise Refused("Không được.", field=field)

    assert form.errors == {place: ["Không được."]}


def test_without_a_refusal_the_form_stays_clean():
    form = NameForm({"name": "x"})

    with refusals_shown_in(form):
        form.is_valid()

    assert not form.errors


@pytest.mark.parametrize("query", [{"on": "31/02/2021"}, {"commune": "x"}, {"q": "a\x00"}])
def test_a_filter_that_makes_no_sense_shows_nothing(db, village, query):
    assert not VillageListFilter(query, Village.objects.all()).qs.exists()


def test_a_filter_ignores_what_it_does_not_know(db, village):
    query = {"_connector": "OR", "commune__name": "x", "pk": "0"}

    assert VillageListFilter(query, Village.objects.all()).qs.get() == village

"""What submitted forms wait for, with the page of the next step, for the pages of forms."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from households.models import Assessment
from households.queries.standing import FormStanding
from procedure.models import ListedHousehold, VillageReview
from procedure.queries.standing import last_lists, lists_of
from procedure.words.steps import NO_LIST_YET, next_list_words, next_step_words, waits_for


def form_standings(forms: Sequence[Assessment]) -> Mapping[int, FormStanding]:
    """Return the standing of submitted forms in rounds with steps, in two queries at any number."""
    places = lists_of(forms)
    unlisted = [form for form in forms if form.pk not in places]
    last = last_lists(unlisted) if unlisted else {}
    return {
        form.pk: _on_a_list(places[form.pk])
        if form.pk in places
        else _waiting(form, last.get((form.round_id, form.household.village_id)))
        for form in forms
    }


def _on_a_list(place: ListedHousehold) -> FormStanding:
    review = place.village_review
    return FormStanding(
        label=waits_for(review.step),
        next_step=next_step_words(review),
        url=reverse("procedure:village_review", args=[review.pk]),
        was_voted_on=place.assessed_version is not None,
    )


def _waiting(form: Assessment, last: VillageReview | None) -> FormStanding:
    """A form whose household is on no list: it needs the first, this, or the next one."""
    url = (
        reverse("procedure:village_review", args=[last.pk])
        if last
        else f"{reverse('procedure:board')}?round={form.round_id}"
    )
    return FormStanding(label=NO_LIST_YET, next_step=next_list_words(last), url=url)

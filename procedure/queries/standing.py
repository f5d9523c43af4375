"""The lists on which submitted forms are."""

from collections.abc import Sequence

from households.models import Assessment
from procedure.models import ListedHousehold, VillageReview


def lists_of(forms: Sequence[Assessment]) -> dict[int, ListedHousehold]:
    """Return the open place of each form's household on a list of its round, in one query."""
    rows = ListedHousehold.objects.open().filter(
        round__in={form.round_id for form in forms},
        household__in={form.household_id for form in forms},
    )
    places = {
        (row.round_id, row.household_id): row
        for row in rows.select_related("village_review__village")
    }
    keys = {form.pk: (form.round_id, form.household_id) for form in forms}
    return {form: places[key] for form, key in keys.items() if key in places}


def last_lists(forms: Sequence[Assessment]) -> dict[tuple[int, int], VillageReview]:
    """Return the last list of each (round, village) of the forms, in one query."""
    reviews = VillageReview.objects.filter(
        round__in={form.round_id for form in forms},
        village__in={form.household.village_id for form in forms},
    )
    ordered = reviews.select_related("village").order_by("batch")
    return {(each.round_id, each.village_id): each for each in ordered}

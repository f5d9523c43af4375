"""Households named to leave poverty this year: how many, and how far the names reach."""

from django.db.models import Count, Q

from targets.models import YearPlan


def registered_by_commune(plan: YearPlan) -> dict[int, tuple[int, int]]:
    """Return the households registered to exit, all and ethnic-minority, by commune key, in one query."""
    minority = Q(household__ethnicity__is_minority=True)
    rows = (
        plan.registrations.registered()
        .order_by()
        .values_list("commune")
        .annotate(Count("pk"), Count("pk", filter=minority))
    )
    return {commune: (every, em) for commune, every, em in rows}

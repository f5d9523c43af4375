"""Households registered to leave poverty this year, by outcome and by commune."""

from django.db.models import Count, Q

from households.choices import Figure, Movement
from households.querysets import FIGURES
from targets.choices import ReviewOutcome
from targets.models import YearPlan

_STAYED = Q(movement=Movement.STAYED_POOR)
# Every record of the opening poor list has one of these.
OUTCOMES: dict[str, Q] = {
    ReviewOutcome.NOT_REVIEWED: _STAYED & Q(result__isnull=True),
    ReviewOutcome.STILL_POOR: _STAYED & Q(result__isnull=False),
    ReviewOutcome.EXITED: FIGURES[Figure.EXITS],
    ReviewOutcome.LEFT: FIGURES[Figure.OTHER_OUT],
}


def registered_by_commune(plan: YearPlan) -> dict[int, tuple[int, int]]:
    """Return the households registered to exit, all and ethnic-minority, by commune key, in one query."""
    minority = Q(household__ethnicity__is_minority=True)
    rows = (
        plan.registrations.registered()
        .order_by()
        .values_list("commune")
        .annotate(every=Count("pk"), em=Count("pk", filter=minority))
    )
    return {commune: (every, em) for commune, every, em in rows}

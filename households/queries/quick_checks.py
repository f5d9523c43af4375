"""Households for form A, with their results."""

from django.db.models import Prefetch

from accounts.models import User
from households.choices import PovertyStatus
from households.models import Assessment, Household, PovertyRecord, QuickCheck, Round
from households.querysets import HouseholdQuerySet


def households_for_form_a(user: User, round_: Round) -> HouseholdQuerySet:
    """Return the households for form A, with `checks`: their results in the round (0 or 1).

    Resident households on no list when the year opened and without a form in the round: the poor
    and near-poor go to form B in any case.
    """
    listed = PovertyRecord.objects.filter(
        year=round_.year, opening_status__in=[PovertyStatus.POOR, PovertyStatus.NEAR_POOR]
    )
    begun = Assessment.objects.filter(round=round_)
    of_round = QuickCheck.objects.filter(round=round_).select_related("entered_by")
    return (
        Household.objects.visible_to(user)
        .active()
        .for_list()
        .exclude(pk__in=listed.values("household"))
        .exclude(pk__in=begun.values("household"))
        .prefetch_related(Prefetch("quick_checks", of_round, to_attr="checks"))
    )


def counted(user: User, round_: Round) -> tuple[int, int]:
    """Return the number of households sent to form B in a round, and of those not sent."""
    checks = QuickCheck.objects.visible_to(user).filter(round=round_)
    return checks.flagged().count(), checks.filter(needs_form_b=False).count()

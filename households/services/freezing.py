"""The result of a locked round, written down as it stood. Frozen rows are only ever added."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from areas.models import Commune
from common.errors import Refused
from households.choices import RoundKind, RoundState
from households.models import FrozenPopulation, Round
from households.queries_population import FIGURES, Population, living_population


@transaction.atomic
def freeze_population(*, year: int, at: dt.datetime, by: User | None) -> int:
    """Keep the households and persons of every commune as the year's; returns communes written.

    For when a year's final round is locked, and for a year still open when units change: from
    then on `population_by_commune` answers for the year with these figures, by the units as
    they are now. A year already frozen is left as it is, so repeating changes nothing.
    """
    if FrozenPopulation.objects.filter(year=year).exists():
        return 0
    return _write(living_population(), year=year, at=at, by=by)


@transaction.atomic
def unfreeze_population(*, year: int) -> int:
    """Take back what was frozen for a year still open, when a change of units is taken back.

    Returns the rows removed. Raises Refused once the year's final round is locked.
    """
    if Round.objects.filter(year=year, kind=RoundKind.YEAR_END, state=RoundState.CLOSED).exists():
        raise Refused(f"Năm {year} đã khóa; số hộ, số khẩu đã khóa của năm không gỡ được.")
    return FrozenPopulation.objects.filter(year=year).delete()[0]


def freeze_commune_again(*, year: int, commune: Commune, at: dt.datetime, by: User | None) -> int:
    """Add an edition of one commune's figures where they differ; returns rows written (0 or 1).

    A commune that is no longer in force keeps what it had: nobody lives in it now.
    """
    former = FrozenPopulation.objects.filter(year=year, commune=commune)
    latest = former.order_by("-edition").first()
    if latest is None or commune.valid_to is not None:
        return 0
    living = living_population().get(commune.pk, Population())
    if all(getattr(latest, name) == getattr(living, name) for name in FIGURES):
        return 0
    return _write({commune.pk: living}, year=year, at=at, by=by)


def _write(
    population: dict[int, Population], *, year: int, at: dt.datetime, by: User | None
) -> int:
    editions = dict(
        FrozenPopulation.objects.filter(year=year)
        .order_by()
        .values_list("commune")
        .annotate(last=Max("edition"))
    )
    rows = [
        FrozenPopulation(
            year=year,
            commune=commune,
            edition=editions.get(commune.pk, 0) + 1,
            commune_code=commune.code,
            commune_name=commune.name,
            commune_kind=commune.kind,
            area_type=commune.area_type,
            frozen_at=at,
            frozen_by=by,
            **{name: getattr(population[commune.pk], name) for name in FIGURES},
        )
        for commune in Commune.objects.filter(pk__in=population)
    ]
    return len(FrozenPopulation.objects.bulk_create(rows))

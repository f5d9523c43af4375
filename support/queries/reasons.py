"""Why households are poor: the number of households by reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import (
    Count,
    FilteredRelation,
    IntegerField,
    Prefetch,
    Q,
    Value,
)

from accounts.models import User
from households.choices import Figure, PovertyStatus
from households.models import PovertyRecord, PovertyStandard
from households.queries.boundaries import Grouping
from households.queries.population import Within, kept_within
from households.queries.small_numbers import Crossing, GivenCrossing, breakdown_for
from households.querysets import PovertyRecordQuerySet
from support.models import PovertyReason, ReasonAnalysis


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonHouseholds:
    """Households a reason was found for; `em_households` are the ethnic-minority ones among
    them."""

    households: int = 0
    em_households: int = 0

    def __add__(self, other: "ReasonHouseholds") -> "ReasonHouseholds":
        return ReasonHouseholds(
            households=self.households + other.households,
            em_households=self.em_households + other.em_households,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneReasons:
    """Poor households of a commune (or of all), the number analysed, and the reasons found.

    `found` has every reason by key. A household can have several reasons, so they do not add up to
    `analysed`.
    """

    poor: int = 0
    analysed: int = 0
    em_poor: int = 0
    em_analysed: int = 0
    found: Mapping[str, ReasonHouseholds] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCounts:
    """All reasons by number, the counts in total and by commune key."""

    reasons: tuple[PovertyReason, ...]
    total: CommuneReasons
    communes: Mapping[int, CommuneReasons]

    def by_commune(self, key: str) -> dict[int, Crossing]:
        """Return the households with one reason, of those analysed, by commune."""
        return {
            commune: Crossing(
                households=found.found[key].households,
                looked_at=found.analysed,
                em_households=found.found[key].em_households,
                em_looked_at=found.em_analysed,
            )
            for commune, found in self.communes.items()
        }


def poor_now(*, year: int, standard: PovertyStandard | int) -> PovertyRecordQuerySet:
    """Return the records of the households that are poor at present in a year."""
    return PovertyRecord.objects.of_year(year, standard).behind(Figure.CLOSING)


def is_on_list(household: int, *, year: int, standard: PovertyStandard) -> bool:
    """Return whether a household was poor or near-poor at the year's opening or is now, and
    has not left."""
    listed = [PovertyStatus.POOR, PovertyStatus.NEAR_POOR]
    records = PovertyRecord.objects.of_year(year, standard).filter(has_left=False)
    on_list = records.filter(Q(opening_status__in=listed) | Q(status__in=listed))
    return on_list.filter(household=household).exists()


def poor_with_analyses(
    user: User, *, year: int, standard: PovertyStandard
) -> PovertyRecordQuerySet:
    """Return the records of households poor now that the user may see.

    Each household has `analyses`, a list with the analysis of the year and its reasons, or empty:
    three more queries at any number of rows.
    """
    of_year = ReasonAnalysis.objects.filter(year=year).prefetch_related("findings__reason")
    records = poor_now(year=year, standard=standard).visible_to(user).for_list()
    return records.prefetch_related(
        Prefetch("household__reason_analyses", of_year, to_attr="analyses")
    )


def analysed(records: PovertyRecordQuerySet, *, year: int) -> PovertyRecordQuerySet:
    """Return the records whose household has an analysis of the year."""
    analyses = ReasonAnalysis.objects.filter(year=year)
    return records.filter(household__in=analyses.order_by().values("household"))


def not_analysed(records: PovertyRecordQuerySet, *, year: int) -> PovertyRecordQuerySet:
    """Return the records whose household has no analysis of the year."""
    analyses = ReasonAnalysis.objects.filter(year=year)
    return records.exclude(household__in=analyses.order_by().values("household"))


def reason_counts(
    *,
    year: int,
    standard: PovertyStandard | int,
    within: Within | None = None,
    reasons: Sequence[PovertyReason] | None = None,
    figure: str = Figure.CLOSING,
) -> ReasonCounts:
    """Return the number of households of a list by reason in a year, in 2 queries.

    Counts the households behind a figure, by default those poor now under the standard, by the
    commune of their record (report on reasons, TT 07/2021/TT-BLĐTBXH family). A household without
    an analysis has no reason. `within` limits the communes; passing the known `reasons` saves a
    query.
    """
    reasons = tuple(PovertyReason.objects.all() if reasons is None else reasons)
    listed = PovertyRecord.objects.of_year(year, standard).behind(figure)
    records = kept_within(listed, within).order_by()
    analysed = records.annotate(
        analysis=FilteredRelation(
            "household__reason_analyses", condition=Q(household__reason_analyses__year=year)
        )
    )
    totals = analysed.values_list("commune", "is_ethnic_minority", Value("")).annotate(
        poor=Count("pk"), analysed=Count("analysis")
    )
    found = (
        analysed.filter(analysis__findings__isnull=False)
        .values_list("commune", "is_ethnic_minority", "analysis__findings__reason__key")
        .annotate(households=Count("pk"), analysed=Value(0, output_field=IntegerField()))
    )
    communes = _by_commune(totals.union(found, all=True), [reason.key for reason in reasons])
    return ReasonCounts(reasons=reasons, communes=communes, total=_sum(communes.values(), reasons))


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReasons:
    """Poor households of a commune (or of all), and the reasons found by key, as a reader is
    given them: a hidden number is None."""

    poor: int
    em_poor: int
    found: Mapping[str, GivenCrossing]

    @property
    def analysed(self) -> int | None:
        return self._looked_at.looked_at

    @property
    def em_analysed(self) -> int | None:
        return self._looked_at.em_looked_at

    @property
    def _looked_at(self) -> GivenCrossing:
        return next(iter(self.found.values()), GivenCrossing())


def reasons_given(
    reader: User, counts: ReasonCounts, grouping: Grouping
) -> tuple[GivenReasons, dict[int, GivenReasons]]:
    """Return the counts as a reader is given them, in total and by commune; no query."""
    given = {
        reason.key: breakdown_for(reader, counts.by_commune(reason.key), grouping)
        for reason in counts.reasons
    }
    total = GivenReasons(
        poor=counts.total.poor,
        em_poor=counts.total.em_poor,
        found={key: breakdown.total for key, breakdown in given.items()},
    )
    poor: dict[int, int] = {}
    em_poor: dict[int, int] = {}
    for commune, found in counts.communes.items():
        unit = grouping.into.get(commune, commune)
        poor[unit] = poor.get(unit, 0) + found.poor
        em_poor[unit] = em_poor.get(unit, 0) + found.em_poor
    communes = {
        unit: GivenReasons(
            poor=number,
            em_poor=em_poor[unit],
            found={key: breakdown.communes[unit] for key, breakdown in given.items()},
        )
        for unit, number in poor.items()
    }
    return total, communes


def _by_commune(
    rows: Iterable[tuple[int, bool, str, int, int]], keys: list[str]
) -> dict[int, CommuneReasons]:
    """Group rows (commune, minority, reason or "", households, analysed) by commune."""
    numbers: dict[int, dict[str, int]] = {}
    by_reason: dict[int, dict[str, ReasonHouseholds]] = {}
    for commune, is_minority, key, households, analysed in rows:
        minority = households if is_minority else 0
        if key:
            of_reasons = by_reason.setdefault(commune, {})
            more = ReasonHouseholds(households=households, em_households=minority)
            of_reasons[key] = of_reasons.get(key, ReasonHouseholds()) + more
            continue
        of_commune = numbers.setdefault(commune, dict.fromkeys(_NUMBERS, 0))
        of_commune["poor"] += households
        of_commune["analysed"] += analysed
        of_commune["em_poor"] += minority
        of_commune["em_analysed"] += analysed if is_minority else 0
    return {
        commune: CommuneReasons(
            **figures,
            found={key: by_reason.get(commune, {}).get(key, ReasonHouseholds()) for key in keys},
        )
        for commune, figures in numbers.items()
    }


_NUMBERS = ("poor", "analysed", "em_poor", "em_analysed")


def _sum(parts: Iterable[CommuneReasons], reasons: Iterable[PovertyReason]) -> CommuneReasons:
    parts = list(parts)
    return CommuneReasons(
        **{name: sum(getattr(part, name) for part in parts) for name in _NUMBERS},
        found={
            reason.key: sum((part.found[reason.key] for part in parts), ReasonHouseholds())
            for reason in reasons
        },
    )

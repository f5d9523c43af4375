"""Why the poor are poor: how many households each reason was found for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, FilteredRelation, Q

from households.choices import Figure
from households.models import PovertyRecord, PovertyStandard
from households.querysets import PovertyRecordQuerySet
from support.models import PovertyReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Households a reason was found for; `em_households`: ethnic-minority ones among them."""

    households: int = 0
    em_households: int = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(
            households=self.households + other.households,
            em_households=self.em_households + other.em_households,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneReasons:
    """Poor households of a commune (or of all), how many were analysed, and what was found.

    `found` has every reason by key. A household can have several: they do not add up to
    `analysed`.
    """

    poor: int = 0
    analysed: int = 0
    em_poor: int = 0
    em_analysed: int = 0
    found: Mapping[str, Found] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCounts:
    """The reasons by number; what was found in all and by commune key."""

    reasons: tuple[PovertyReason, ...]
    total: CommuneReasons
    communes: Mapping[int, CommuneReasons]


def poor_now(*, year: int, standard: PovertyStandard | int) -> PovertyRecordQuerySet:
    """Return the records of the households that are poor in a year as it stands."""
    return PovertyRecord.objects.of_year(year, standard).behind(Figure.CLOSING)


def reason_counts(*, year: int, standard: PovertyStandard | int) -> ReasonCounts:
    """Return for how many poor households each reason was found in a year, in 3 queries.

    Of the households poor now under the standard, by the commune their record stands in (report
    on reasons, TT 07/2021/TT-BLĐTBXH family). A household without an analysis has no reason.
    """
    reasons = tuple(PovertyReason.objects.all())
    records = poor_now(year=year, standard=standard).order_by()
    analysed = records.annotate(
        analysis=FilteredRelation(
            "household__reason_analyses", condition=Q(household__reason_analyses__year=year)
        )
    )
    totals = analysed.values("commune", "is_ethnic_minority").annotate(
        poor=Count("pk"), analysed=Count("analysis")
    )
    found = (
        analysed.filter(analysis__isnull=False)
        .values("commune", "is_ethnic_minority", "analysis__findings__reason__key")
        .annotate(households=Count("pk"))
    )
    communes = _by_commune(list(totals), list(found), [reason.key for reason in reasons])
    return ReasonCounts(reasons=reasons, communes=communes, total=_sum(communes.values(), reasons))


def _by_commune(
    totals: Iterable[Mapping[str, Any]], found: Iterable[Mapping[str, Any]], keys: list[str]
) -> dict[int, CommuneReasons]:
    numbers: dict[int, dict[str, int]] = {}
    by_reason: dict[int, dict[str, Found]] = {}
    for row in totals:
        of_commune = numbers.setdefault(row["commune"], dict.fromkeys(_NUMBERS, 0))
        for name in ("poor", "analysed"):
            of_commune[name] += row[name]
            of_commune[f"em_{name}"] += row[name] if row["is_ethnic_minority"] else 0
    for row in found:
        key, count = row["analysis__findings__reason__key"], row["households"]
        of_reasons = by_reason.setdefault(row["commune"], {})
        minority = count if row["is_ethnic_minority"] else 0
        more = Found(households=count, em_households=minority)
        of_reasons[key] = of_reasons.get(key, Found()) + more
    return {
        commune: CommuneReasons(
            **figures, found={key: by_reason.get(commune, {}).get(key, Found()) for key in keys}
        )
        for commune, figures in numbers.items()
    }


_NUMBERS = ("poor", "analysed", "em_poor", "em_analysed")


def _sum(parts: Iterable[CommuneReasons], reasons: Iterable[PovertyReason]) -> CommuneReasons:
    parts = list(parts)
    return CommuneReasons(
        **{name: sum(getattr(part, name) for part in parts) for name in _NUMBERS},
        found={
            reason.key: sum((part.found[reason.key] for part in parts), Found())
            for reason in reasons
        },
    )

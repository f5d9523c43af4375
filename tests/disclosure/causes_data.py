"""Reasons and deprivations given to the households of the small district."""

from collections.abc import Callable

from households.models import AssessmentResult, PovertyRecord
from support.models import ReasonFinding
from tests.disclosure.conftest import SmallDistrict

INDICATORS = ("water", "toilet", "health_insurance")


def give_deprivations(
    district: SmallDistrict, is_deprived: Callable[[PovertyRecord, str], bool | None]
) -> None:
    """Answer every indicator of every form; None leaves it open."""
    results = []
    for record in district.records:
        record.result.answers = {key: is_deprived(record, key) for key in INDICATORS}
        results.append(record.result)
    AssessmentResult.objects.bulk_update(results, ["answers"])


def give_reasons(district: SmallDistrict, has_reason: Callable[[PovertyRecord, int], bool]) -> None:
    """Give each household the reasons it has, or the first one if it has none."""
    ReasonFinding.objects.all().delete()
    ReasonFinding.objects.bulk_create(
        ReasonFinding(analysis=district.analyses[record.pk], reason=district.reasons[number])
        for record in district.records
        for number in _numbers(record, has_reason)
    )


def _numbers(record: PovertyRecord, has_reason: Callable[[PovertyRecord, int], bool]) -> list[int]:
    return [number for number in range(3) if has_reason(record, number)] or [0]

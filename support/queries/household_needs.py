"""The reader of analyses for the pages and paper forms of households."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from households.queries.needs import NeedKind, RecordedNeeds
from support.models import ReasonAnalysis, SupportNeed
from support.queries.needs import need_lines


class AnalysisReader:
    """Reads kinds of support and analyses (`households.queries.needs.NeedReader`)."""

    def kinds(self) -> Sequence[NeedKind]:
        """Return the kinds of support by number, in one query."""
        return [
            NeedKind(number=each.number, key=each.key, name=each.name)
            for each in SupportNeed.objects.order_by("number")
        ]

    def recorded(self, households: Collection[int], *, up_to: int) -> Mapping[int, RecordedNeeds]:
        """Return the latest analysis up to a year by household, in at most three queries."""
        analyses = ReasonAnalysis.objects.filter(household__in=households, year__lte=up_to)
        found = analyses.prefetch_related("findings__reason", "needs__need").order_by("year")
        return {each.household_id: _recorded(each) for each in found}


def _recorded(analysis: ReasonAnalysis) -> RecordedNeeds:
    needs: dict[UUID | None, set[str]] = defaultdict(set)
    findings = list(analysis.needs.all())
    for each in findings:
        needs[each.person].add(each.need.key)
    return RecordedNeeds(
        year=analysis.year,
        reasons=[each.reason.name for each in analysis.findings.all()],
        needs={person: frozenset(keys) for person, keys in needs.items()},
        lines=need_lines(findings),
    )

"""What the officer sees beside the reasons of a household, and which household is next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from households.choices import AssessmentState, Work
from households.models import Assessment, Household, Indicator, Member
from households.queries.parts import FormPart, parts_of_form
from households.queries.review import people_of
from households.querysets import PovertyRecordQuerySet
from support.models import ReasonAnalysis
from support.queries.reasons import not_analysed

_WORKING = {Work.FARM, Work.WAGE, Work.STATE, Work.BUSINESS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """A form's result under one standard, with the indicators in which the household is deprived."""

    part: FormPart
    deprived: list[Indicator]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonDesk:
    """A household's members, the last form up to the year, and the last earlier analysis."""

    members: Sequence[Member]
    form: Assessment | None
    parts: list[PartFacts]
    earlier: ReasonAnalysis | None

    @property
    def workers(self) -> int:
        """The number of members with work."""
        return sum(member.work in _WORKING for member in self.members)


def reason_desk(household: Household, *, year: int) -> ReasonDesk:
    """Return the facts of a household on which its reasons are judged; a fixed number of queries."""
    form = _last_form(household, year)
    earlier = ReasonAnalysis.objects.filter(household=household, year__lt=year)
    return ReasonDesk(
        members=list(people_of(household)),
        form=form,
        parts=[_facts(part) for part in parts_of_form(form) if part.result] if form else [],
        earlier=earlier.prefetch_related("findings__reason").order_by("-year").first(),
    )


def _last_form(household: Household, year: int) -> Assessment | None:
    forms = Assessment.objects.filter(household=household, round__year__lte=year).exclude(
        state__in=[AssessmentState.DRAFT, AssessmentState.SUPERSEDED]
    )
    return forms.select_related("round", "commune").order_by("-round__year", "-pk").first()


def _facts(part: FormPart) -> PartFacts:
    answers = part.result.answers if part.result else {}
    return PartFacts(
        part=part, deprived=[each for each in part.indicators if answers.get(each.key)]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NextToAnalyse:
    """The next household of a list without an analysis, None without one, and how many are left."""

    household_id: int | None
    left: int


def next_to_analyse(
    records: PovertyRecordQuerySet, household: Household, *, year: int
) -> NextToAnalyse:
    """Return the household after this one in a list by name, beginning again at its first."""
    waiting = not_analysed(records, year=year).exclude(household=household)
    after = Q(household__sort_key__gt=household.sort_key) | Q(
        household__sort_key=household.sort_key, household__gt=household.pk
    )
    ordered = waiting.order_by("household__sort_key", "household")
    found = ordered.filter(after).values_list("household", flat=True).first()
    if found is None:
        found = ordered.values_list("household", flat=True).first()
    return NextToAnalyse(household_id=found, left=waiting.count())

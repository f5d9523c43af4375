"""Figures of a household's page."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from common.dates import LATEST_YEAR
from households.models import Assessment, Household, Member, PovertyRecord, Round
from households.queries.needs import RecordedNeeds, recorded_needs
from households.rules.register import HouseholdFacts, MemberFacts, household_facts, member_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPage:
    """Members of a household, its class by year, and its review forms."""

    members: QuerySet[Member]
    records: list[PovertyRecord]
    assessments: QuerySet[Assessment]
    open_rounds: list[Round]
    recorded: RecordedNeeds | None = None

    @property
    def open_round(self) -> Round | None:
        """The latest round that accepts forms of the household's commune."""
        return next(iter(self.open_rounds), None)

    @property
    def round_to_start(self) -> Round | None:
        """The round of a new form, None when the household has one there already."""
        round_ = self.open_round
        if round_ is None or any(form.round_id == round_.pk for form in self.assessments):
            return None
        return round_

    @property
    def current_year(self) -> int | None:
        return self.records[0].year if self.records else None

    @property
    def current(self) -> list[PovertyRecord]:
        """The records of the latest year, one per standard."""
        return [record for record in self.records if record.year == self.current_year]

    @property
    def earlier(self) -> list[PovertyRecord]:
        return [record for record in self.records if record.year != self.current_year]


def stored_facts(household: Household) -> tuple[HouseholdFacts, list[MemberFacts]]:
    """Return the facts of a household and of its members, in roster order."""
    members = household.members.order_by("position", "pk")
    return household_facts(household), member_facts(members, household.head_id)


def household_page(household: Household, *, at: dt.datetime) -> HouseholdPage:
    """Return the figures of a household's page, in at most eight queries whatever its size."""
    records = household.poverty_records.select_related("standard", "result")
    return HouseholdPage(
        members=household.members.select_related("ethnicity").order_by("position", "pk"),
        records=list(records.order_by("-year", "standard__valid_from")),
        assessments=household.assessments.select_related("round", "entered_by")
        .prefetch_related("results__standard")
        .order_by("-round__year", "-pk"),
        open_rounds=list(
            Round.objects.open_for(household.commune_id, at).order_by("-year", "-kind")
        ),
        recorded=recorded_needs([household.pk], up_to=LATEST_YEAR).get(household.pk),
    )

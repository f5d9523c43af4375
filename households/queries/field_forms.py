"""The paper review forms that are taken to the houses: blank, or filled in with what is known."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from areas.models import Commune
from households.choices import AssessmentState
from households.models import Assessment, Household, Member, Round
from households.queries.needs import (
    NeedKind,
    RecordedNeeds,
    TickBox,
    need_kinds,
    recorded_needs,
    tick_boxes,
)
from households.queries.parts import FormPart, parts_of
from households.queries.review import open_rounds

MOST_FORMS = 100  # households printed at once
_LEAST_ROWS = 8  # rows for members, so that newborn and newcomers can be written in


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForm:
    """One paper form: its commune and questions; household, members and last review if known."""

    commune: Commune
    parts: Sequence[FormPart]
    household: Household | None = None
    members: Sequence[Member] = ()
    last: Assessment | None = None
    needs: Sequence[NeedKind] = ()
    recorded: RecordedNeeds | None = None

    @property
    def household_boxes(self) -> list[TickBox]:
        """The support that the household as a whole needs."""
        return tick_boxes(self.needs, self.recorded)

    @property
    def member_rows(self) -> list[tuple[Member, list[TickBox]]]:
        """The members with the support that each of them needs."""
        return [
            (member, tick_boxes(self.needs, self.recorded, member.client_id))
            for member in self.members
        ]

    @property
    def empty_boxes(self) -> list[TickBox]:
        """The boxes of a row for someone who is not known yet."""
        return tick_boxes(self.needs, None)

    @property
    def blank_rows(self) -> range:
        """The numbers of the empty rows below the members."""
        known = len(self.members)
        return range(known + 1, max(_LEAST_ROWS, known + 1) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldForms:
    """Forms printed at once, their round, and how many households were requested."""

    forms: Sequence[FieldForm]
    round: Round
    total: int = 1

    @property
    def left_out(self) -> int:
        """The households beyond the limit of one print."""
        return max(0, self.total - len(self.forms))

    @property
    def only(self) -> FieldForm | None:
        """The form of a page with one form."""
        return self.forms[0] if len(self.forms) == 1 else None


def round_on_paper(on: dt.date) -> Round | None:
    """Return the round that a paper form is for: the open one of a day, else the latest."""
    latest = Round.objects.order_by("-year", "-starts_on")
    return next(iter(open_rounds(on)), None) or latest.first()


def blank_form(round_: Round, commune: Commune, *, on: dt.date, standard: str = "") -> FieldForms:
    """Return a blank form of a round in the commune's kind of area, under one standard if given.

    Without forms when the round has no such standard.
    """
    parts = parts_of(round_, commune, on=on)
    asked = [part for part in parts if standard in ("", part.standard.code)]
    forms = [FieldForm(commune=commune, parts=asked, needs=need_kinds())] if asked else []
    return FieldForms(forms=forms, round=round_)


def field_forms(households: QuerySet[Household], round_: Round, *, on: dt.date) -> FieldForms:
    """Return the forms of the first `MOST_FORMS` households, in the order given.

    Filled in with the members, with the answers of the last approved form of an earlier year, and
    with the needs of the latest analysis. Nine queries, and six for each kind of area.
    """
    related = ("commune", "village", "ethnicity", "head")
    rows = list(households.select_related(*related)[:MOST_FORMS])
    members, last = _members_of(rows), _last_reviews(rows, round_.year)
    parts, needs = _parts(rows, round_, on), need_kinds()
    recorded = recorded_needs((row.pk for row in rows), up_to=round_.year)
    forms = [
        FieldForm(
            commune=row.commune,
            parts=_with_answers(parts[_kind(row.commune)], last.get(row.pk)),
            household=row,
            members=members[row.pk],
            last=last.get(row.pk),
            needs=needs,
            recorded=recorded.get(row.pk),
        )
        for row in rows
    ]
    return FieldForms(forms=forms, round=round_, total=households.count())


def _kind(commune: Commune) -> tuple[str, str]:
    return commune.area_type, commune.region


def _parts(
    rows: Iterable[Household], round_: Round, on: dt.date
) -> dict[tuple[str, str], list[FormPart]]:
    communes = {_kind(row.commune): row.commune for row in rows}
    return {kind: parts_of(round_, commune, on=on) for kind, commune in communes.items()}


def _members_of(rows: Sequence[Household]) -> Mapping[int, list[Member]]:
    found: dict[int, list[Member]] = defaultdict(list)
    members = Member.objects.filter(household__in=[row.pk for row in rows])
    for member in members.select_related("ethnicity").order_by("position", "pk"):
        found[member.household_id].append(member)
    return found


def _last_reviews(rows: Sequence[Household], year: int) -> dict[int, Assessment]:
    """Return the last approved form of an earlier year by household, with its results."""
    forms = Assessment.objects.filter(
        household__in=[row.pk for row in rows],
        state=AssessmentState.APPROVED,
        round__year__lt=year,
    )
    ordered = forms.select_related("round").order_by("round__year", "surveyed_on", "pk")
    return {form.household_id: form for form in ordered.prefetch_related("results")}


def _with_answers(parts: Sequence[FormPart], last: Assessment | None) -> list[FormPart]:
    results = {each.standard_id: each for each in last.results.all()} if last else {}
    return [replace(part, last=results.get(part.standard.pk)) for part in parts]

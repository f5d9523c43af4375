"""Facts of a household from the register, on the day of a survey."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from common.dates import age_on
from households import rules
from households.models import Assessment, Member
from households.rules.scoring import facts_of


def person_of(member: Member, on: dt.date) -> rules.Person:
    """Return the facts of a member that the rules use, on a day."""
    born = member.birth
    return rules.Person(
        name=member.full_name,
        age=age_on(on, born) if born else None,
        birth_year=born.date.year if born else None,
        schooling=member.schooling,
        work=member.work,
        insured=member.has_health_insurance,
        is_disabled=member.has_disability,
    )


def home_of(members: Iterable[Member], on: dt.date, house_area: Decimal | None) -> rules.Home:
    """Return the facts of a household from the register on a day; `house_area` in m²."""
    people = [person_of(member, on) for member in members]
    return rules.Home(people=people, house_area=house_area, roster=facts_of(people))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedPerson:
    """Someone a form was judged with: the name on that day, the member as registered now if any."""

    name: str
    member: Member | None


def people_of_form(assessment: Assessment) -> list[ReviewedPerson]:
    """Return the people of a form, the register's members before there are any. One query."""
    names: dict[str, str] = assessment.people
    chosen = {"client_id__in": names} if names else {"household": assessment.household_id}
    members = Member.objects.filter(**chosen).select_related("ethnicity")
    ordered = sorted(members, key=lambda each: (each.position, each.pk))
    found = [
        ReviewedPerson(name=names.get(str(each.client_id), each.full_name), member=each)
        for each in ordered
    ]
    known = {str(each.client_id) for each in ordered}
    gone = [name for key, name in names.items() if key not in known]
    return [*found, *(ReviewedPerson(name=name, member=None) for name in gone)]

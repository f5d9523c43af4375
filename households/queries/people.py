"""Facts of a household from the register, on the day of a survey."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from common.dates import age_on
from households import rules
from households.models import Member
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

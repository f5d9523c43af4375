"""What is known of a household without asking, on the day of a survey."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from common.dates import ages
from households import rules
from households.models import Member
from households.queries.scoring import roster_facts


def person_of(member: Member, on: dt.date) -> rules.Person:
    """Return a member as rules see them on a day."""
    born = member.birth
    youngest, oldest = ages(born, on) if born else (None, None)
    return rules.Person(
        name=member.full_name,
        youngest=youngest,
        oldest=oldest,
        birth_year=born.date.year if born else None,
        schooling=member.schooling,
        work=member.work,
        insured=member.has_health_insurance,
        is_disabled=member.has_disability,
    )


def home_of(members: Iterable[Member], on: dt.date, house_area: Decimal | None) -> rules.Home:
    """Return what the register knows of a household on a day; `house_area` in m²."""
    members = list(members)
    return rules.Home(
        people=[person_of(each, on) for each in members],
        house_area=house_area,
        roster=roster_facts(members, on),
    )

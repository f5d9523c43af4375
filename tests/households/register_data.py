"""Test data of the register: facts, submitted forms and JSON."""

import datetime as dt
import uuid

from common.dates import PartialDate
from households.choices import Relation, Sex
from households.rules.register import HouseholdFacts, MemberFacts
from households.services.register import create_household, update_household
from tests import factories

TODAY = dt.date(2021, 11, 15)
NOON = factories.NOON
LATER = NOON + dt.timedelta(hours=1)


def person(name="Rơ Châm Hyơi", **facts):
    facts.setdefault("client_id", uuid.uuid4())
    facts.setdefault("sex", Sex.FEMALE)
    facts.setdefault("relation", "" if facts.get("is_head") else Relation.CHILD)
    facts.setdefault("ethnicity_id", factories.EthnicGroupFactory().pk)
    return MemberFacts(full_name=name, **facts)


def head(name="Siu Blơi", **facts):
    return person(name, is_head=True, **{"sex": Sex.MALE, **facts})


def born(year, month=1, day=1, *, exact=True):
    return PartialDate(dt.date(year, month, day), exact)


def enter(village, members, *, by, client_id=None, at=NOON, today=TODAY, **facts):
    return create_household(
        client_id=client_id or uuid.uuid4(),
        commune_id=village.commune_id,
        facts=HouseholdFacts(village_id=village.pk, **facts),
        members=members,
        by=by,
        at=at,
        today=today,
    )


def change(household, members, *, by, version=None, at=LATER, today=TODAY, **facts):
    facts.setdefault("village_id", household.village_id)
    return update_household(
        household_id=household.pk,
        version=version or household.version,
        facts=HouseholdFacts(**facts),
        members=members,
        by=by,
        at=at,
        today=today,
    )


def row(name="Siu Blơi", **values):
    """Return one row of the roster as a browser submits it."""
    return {
        "client_id": str(uuid.uuid4()),
        "full_name": name,
        "birth": "5/6/1980",
        "sex": "MALE",
        "relation": "",
        "ethnicity": str(factories.EthnicGroupFactory().pk),
        "citizen_number": "",
        "schooling": "",
        "work": "",
        "has_health_insurance": "",
        **values,
    }


def sent(village, *rows, head="0", **values):
    """Return the whole page as a browser submits it."""
    data = {
        "village": str(village.pk),
        "address": "",
        "arrival": "RESIDENT",
        "arrived_on": "",
        "earlier_exit_year": "",
        "members-TOTAL_FORMS": str(len(rows)),
        "members-INITIAL_FORMS": "0",
        "members-head": head,
        **values,
    }
    for number, cells in enumerate(rows):
        data |= {f"members-{number}-{name}": value for name, value in cells.items()}
    return data


def member_json(name="Siu Blơi", **values):
    """Return the JSON of one person, as an API client sends it."""
    return {
        "client_id": str(uuid.uuid4()),
        "full_name": name,
        "birth": "1980-06-05",
        "sex": "MALE",
        "ethnicity": factories.EthnicGroupFactory().pk,
        **values,
    }


def household_json(village, *members, **values):
    """Return the JSON of a household, as an API client sends it."""
    return {"village": village.pk, "members": list(members), **values}

"""The demo's register multiplied to the size of a province in one database.

A district of 350,000 households does not exist; a province has about as many. So whole districts
are copied: units, households and their lists of all years. Copied households have no members, forms
or history: pages of the district must be unaffected, and counts of households read none of these.
"""

import math
from functools import cache

from django.db import connection, models

from areas.models import Commune, District, Village
from common import triggers
from households.choices import HouseholdState
from households.models import Household, PovertyRecord

HOUSEHOLDS = 350_000
_STEP = 10_000_000  # offset of a copy's keys


@cache
def multiply_register() -> int:
    """Grow the database to 350,000 households, once per process; return their number."""
    number = copy_districts(HOUSEHOLDS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM (ANALYZE)")
    return number


def copy_districts(until: int) -> int:
    """Copy the district until the database has that many households; return their number."""
    living = Household.objects.filter(state=HouseholdState.ACTIVE)
    copies = math.ceil(until / living.count()) - 1
    triggers.remove(connection)  # a year with later lists is closed to new rows
    for copy in range(1, copies + 1):
        _copy_district(copy)
    triggers.install(connection)
    return living.count()


def _copy_district(copy: int) -> None:
    code = {"code": f"code || '-{copy:02d}'"}
    _copy(District, copy, **code)
    _copy(Commune, copy, district_id=_moved("district_id", copy), merged_into_id="NULL", **code)
    _copy(Village, copy, commune_id=_moved("commune_id", copy), merged_into_id="NULL")
    _copy(
        Household,
        copy,
        commune_id=_moved("commune_id", copy),
        village_id=_moved("village_id", copy),
        client_id=_new_uuid(),
        head_id="NULL",
        member_count="0",
        came_from_id="NULL",
        **code,
    )
    _copy(
        PovertyRecord,
        copy,
        household_id=_moved("household_id", copy),
        commune_id=_moved("commune_id", copy),
        result_id="NULL",
    )


def _copy(model: type[models.Model], copy: int, **changed: str) -> None:
    """Insert the rows of a table again with some changed columns."""
    columns = [str(field.column) for field in model._meta.concrete_fields]
    values = [changed.get(column, column) for column in columns]
    values[columns.index("id")] = _moved("id", copy)
    # Names of our own tables and columns, and numbers.
    statement = (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"  # noqa: S608
        f" SELECT {', '.join(values)} FROM {model._meta.db_table} WHERE id < {_STEP}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _moved(column: str, copy: int) -> str:
    return f"{column} + {copy * _STEP}"


def _new_uuid() -> str:
    return "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"

"""Snapshots of rows, taken before a life event and restored when it is undone."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from households.models import Household, Member, PovertyRecord

Rows = list[dict[str, Any]]
Snapshot = dict[str, Rows]


def snapshot(households: Collection[int]) -> Snapshot:
    """Return all rows of these households, of their members and of their records on the lists."""
    rows = {
        "households": Household.objects.filter(pk__in=households),
        "members": Member.objects.filter(household__in=households),
    }
    found = {name: [values_of(row) for row in found.order_by("pk")] for name, found in rows.items()}
    return {**found, "records": records_of(households)}


def records_of(households: Collection[int]) -> Rows:
    """Return the records of these households on the lists."""
    records = PovertyRecord.objects.filter(household__in=households)
    return [values_of(record) for record in records.order_by("pk")]


def values_of(row: Model) -> dict[str, Any]:
    """Return a row's columns as JSON values."""
    values = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def fill(row: Model, values: Mapping[str, Any], *, keep: Collection[str] = ()) -> bool:
    """Set a row's columns from a snapshot, except those in `keep`; returns whether any changed.

    Columns added since the snapshot keep their value.
    """
    before = values_of(row)
    changed = False
    for field in row._meta.concrete_fields:
        name = field.attname
        if name in values and name not in keep and values[name] != before[name]:
            setattr(row, name, field.to_python(values[name]))
            changed = True
    return changed


def keys(rows: Iterable[Mapping[str, Any]]) -> set[int]:
    """Return the keys of a snapshot's rows."""
    return {row["id"] for row in rows}

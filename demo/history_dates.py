"""Dates of the demo's history: changes of invented data did not happen while it was loaded."""

import datetime as dt

from django.apps import apps
from django.db.models import F


def backdate_history(*, since: dt.datetime, to: dt.datetime) -> int:
    """Move history written since a moment back to another one, in its order; return the rows."""
    distance = since - to
    moved = 0
    for model in apps.get_models():
        if not hasattr(model, "history_date"):
            continue
        written = model._default_manager.filter(history_date__gte=since)
        moved += written.update(history_date=F("history_date") - distance)
    return moved

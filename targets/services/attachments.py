"""Storing the files of an answer or of a report on a task."""

import datetime as dt
from collections.abc import Sequence

from accounts.models import User
from areas.models import Commune
from common.history import create_many
from common.uploads import Upload
from targets.models import AllocationAnswer, Attachment, DirectionReport


def attach(
    files: Sequence[Upload],
    *,
    commune: Commune | None,
    answer: AllocationAnswer | None = None,
    direction_report: DirectionReport | None = None,
    by: User,
    at: dt.datetime,
) -> list[Attachment]:
    """Store files with the record they belong to, inside the caller's transaction."""
    rows = [
        Attachment(
            answer=answer,
            direction_report=direction_report,
            commune=commune,
            name=file.name,
            content_type=file.content_type,
            size=len(file.content),
            content=file.content,
            added_by=by,
            added_at=at,
        )
        for file in files
    ]
    return create_many(rows, by=by)

"""Which version of the procedure a step follows, its numbers, and the calendar it counts by."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from common.errors import Refused
from common.history import HistoryEvent
from common.workdays import add_working_days, working_days_between
from procedure.choices import TermKey
from procedure.models import Holiday, Procedure, ProcedureTerm


class NotKnown(Refused):
    """The procedure's version or number for a step is not known; the labour office enters it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A version of the procedure with its numbers and the days off: what a deadline needs."""

    procedure: Procedure
    numbers: Mapping[str, int | None]
    holidays: frozenset[dt.date]

    def number(self, key: TermKey) -> int | None:
        """Return one of the procedure's numbers, None where it is not known."""
        return self.numbers.get(key)

    def required(self, key: TermKey) -> int:
        """Return one of the numbers; raises NotKnown, naming it, where it is not known."""
        value = self.number(key)
        if value is None:
            raise NotKnown(
                f"Chưa có số liệu “{key.label}” của {self.procedure.name.lower()};"
                " phòng LĐ-TB&XH huyện nhập ở trang Quy trình và ngày nghỉ."
            )
        return value

    def due(self, day: dt.date, key: TermKey) -> dt.date | None:
        """Return the last day of a time limit in working days, None where it is not known."""
        number = self.number(key)
        return None if number is None else add_working_days(day, number, self.holidays)

    def working_days(self, first: dt.date, last: dt.date) -> int:
        """Return the working days after `first` up to and including `last`."""
        return working_days_between(first, last, self.holidays)


def terms_on(day: dt.date) -> Terms:
    """Return the procedure for a step that begins on a day, in three queries.

    TT 17/2016 until 31/08/2021, QĐ 24/2021 from 01/09/2021. Raises NotKnown where no version is
    in force on the day.
    """
    procedure = Procedure.objects.in_force_on(day).first()
    if procedure is None:
        raise NotKnown(f"Chưa có quy trình rà soát có hiệu lực ngày {day:%d/%m/%Y}.")
    return Terms(
        procedure=procedure,
        numbers=dict(procedure.terms.values_list("key", "value")),
        holidays=holidays(),
    )


def holidays() -> frozenset[dt.date]:
    """Return the days off that were entered."""
    return frozenset(Holiday.objects.values_list("day", flat=True))


def story_of_term(term: ProcedureTerm) -> list[HistoryEvent]:
    """Return what a number of the procedure was, newest first."""
    rows = term.history.select_related("history_user").order_by("-history_date", "-history_id")
    return [
        HistoryEvent(
            at=row.history_date,
            who=str(row.history_user or ""),
            what=f"{'chưa có số' if row.value is None else row.value}, {row.get_certainty_display()}",
            reason=row.source,
        )
        for row in rows
    ]

"""The year's tasks laid out: who bears what, worst first; no query."""

from collections.abc import Sequence
from dataclasses import dataclass

from targets.choices import TaskStanding
from targets.models import Direction
from targets.queries.directions import BearerRow, DirectionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One bearer with its tasks, in the order of the board's heads; None where it bears none."""

    name: str
    cells: Sequence[BearerRow | None]

    @property
    def borne(self) -> list[BearerRow]:
        return [cell for cell in self.cells if cell]

    @property
    def done(self) -> int:
        return sum(cell.standing == TaskStanding.DONE for cell in self.borne)

    @property
    def overdue(self) -> int:
        return sum(cell.standing == TaskStanding.OVERDUE for cell in self.borne)

    @property
    def urgency(self) -> tuple[int, int, str]:
        """The most overdue first, then those with the most left to do."""
        return -self.overdue, self.done - len(self.borne), self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What the page of tasks shows. `communes` and `offices` are tables of bearer × task."""

    rows: Sequence[DirectionRow]
    own: Sequence[BearerRow]
    commune_heads: Sequence[Direction]
    communes: Sequence[BoardLine]
    offices: Sequence[BearerRow]

    @property
    def all_overdue(self) -> int:
        return sum(row.counts.get(TaskStanding.OVERDUE, 0) for row in self.rows)


def board_of(rows: Sequence[DirectionRow]) -> Board:
    """Lay out the tasks a person sees: tasks, communes and offices each with the worst first."""
    bearers = [bearer for row in rows for bearer in row.bearers]
    of_communes = [bearer for bearer in bearers if bearer.commune_id]
    borne = {bearer.direction.pk for bearer in of_communes}
    heads = [row.direction for row in rows if row.direction.pk in borne]
    return Board(
        rows=sorted((row for row in rows if row.bearers), key=lambda row: row.urgency),
        own=sorted((each for each in bearers if each.may_report), key=lambda each: each.urgency),
        commune_heads=heads,
        communes=sorted(_lines(of_communes, heads), key=lambda line: line.urgency),
        offices=sorted(
            (each for each in bearers if not each.commune_id), key=lambda each: each.urgency
        ),
    )


def _lines(bearers: Sequence[BearerRow], heads: Sequence[Direction]) -> list[BoardLine]:
    found: dict[int | None, dict[int, BearerRow]] = {}
    for bearer in bearers:
        found.setdefault(bearer.commune_id, {})[bearer.direction.pk] = bearer
    return [
        BoardLine(
            name=next(iter(cells.values())).name, cells=[cells.get(head.pk) for head in heads]
        )
        for cells in found.values()
    ]

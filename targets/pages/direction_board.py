"""The page of the year's tasks: by task, by commune and by office, the worst first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from targets.choices import TaskStanding
from targets.models import Direction
from targets.queries.directions import BearerRow, DirectionRow
from targets.queries.rows import Progress
from targets.words.directions import fact_words, short_standing
from targets.words.verdict import VerdictSign, line_sign


@dataclass(frozen=True, slots=True, kw_only=True)
class BearerLine:
    """One task at one bearer; `figures` is what is on record, `short` the standing for a cell."""

    row: BearerRow
    figures: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One task; `done` is the share of its bearers that are done, such as 3/7."""

    row: DirectionRow
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """One commune with its tasks in the order of the board's heads; None where it does not
    bear one. `sign` is the verdict on its target of the year, None where it was not given."""

    commune: int | None
    name: str
    sign: VerdictSign | None
    cells: Sequence[BearerLine | None]

    @property
    def borne(self) -> list[BearerRow]:
        return [cell.row for cell in self.cells if cell]

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
class DirectionBoard:
    """The page of tasks. `communes` is a table of commune × task."""

    tasks: Sequence[TaskLine]
    own: Sequence[BearerLine]
    commune_heads: Sequence[Direction]
    communes: Sequence[BoardLine]
    offices: Sequence[BearerLine]

    @property
    def all_overdue(self) -> int:
        return sum(task.row.counts.get(TaskStanding.OVERDUE, 0) for task in self.tasks)


def signs_of(progress: Progress) -> dict[int, VerdictSign]:
    """Return the verdict on the target of each commune, by its key."""
    is_due = progress.planned_share > 0
    return {row.pk: line_sign(row.everyone, is_due=is_due) for row in progress.communes}


def board_of(
    rows: Sequence[DirectionRow], *, signs: Mapping[int, VerdictSign] | None = None
) -> DirectionBoard:
    """Lay out the tasks the user sees: tasks, communes and offices, each the worst first."""
    bearers = [bearer for row in rows for bearer in row.bearers]
    of_communes = [bearer for bearer in bearers if bearer.commune_id]
    borne = {bearer.direction.pk for bearer in of_communes}
    heads = [row.direction for row in rows if row.direction.pk in borne]
    shown = sorted((row for row in rows if row.bearers), key=lambda row: row.urgency)
    return DirectionBoard(
        tasks=[TaskLine(row=row, done=f"{row.done}/{row.total}") for row in shown],
        own=_by_urgency(each for each in bearers if each.may_report),
        commune_heads=heads,
        communes=sorted(_lines(of_communes, heads, signs or {}), key=lambda line: line.urgency),
        offices=_by_urgency(each for each in bearers if not each.commune_id),
    )


def bearer_lines(bearers: Iterable[BearerRow]) -> list[BearerLine]:
    """Return bearers in their order."""
    return [_bearer_line(each) for each in bearers]


def _bearer_line(bearer: BearerRow) -> BearerLine:
    return BearerLine(row=bearer, figures=fact_words(bearer.fact), short=short_standing(bearer))


def _by_urgency(bearers: Iterable[BearerRow]) -> list[BearerLine]:
    return bearer_lines(sorted(bearers, key=lambda each: each.urgency))


def _lines(
    bearers: Sequence[BearerRow], heads: Sequence[Direction], signs: Mapping[int, VerdictSign]
) -> list[BoardLine]:
    found: dict[int | None, dict[int, BearerLine]] = {}
    for bearer in bearers:
        cells = found.setdefault(bearer.commune_id, {})
        cells[bearer.direction.pk] = _bearer_line(bearer)
    return [
        BoardLine(
            commune=commune,
            sign=signs.get(commune) if commune else None,
            name=next(iter(cells.values())).row.name,
            cells=[cells.get(head.pk) for head in heads],
        )
        for commune, cells in found.items()
    ]

"""One figure of the dashboard as a file: CSV and Excel from its table.

Files leave the office: the dashboard must have been read without a reader, so that small numbers
are hidden in them whoever downloads them.
"""

from django.http import FileResponse

from accounts.models import User
from areas.queries import is_demo
from common.figure_tables import FigureTable, csv_of, sheet_of
from common.http import download
from common.sources import FigureSource
from common.xlsx import CONTENT_TYPE, source_line, workbook_response
from reports.choices import DashboardFigure
from reports.queries.dashboard import Dashboard
from reports.words.about import ABOUT
from reports.words.dashboard import HIDDEN_NOTE
from reports.words.tables import table_of

TABLE_KINDS = ("csv", "xlsx")
KINDS = (*TABLE_KINDS, "svg")
CONTENT_TYPES = {"csv": "text/csv", "xlsx": CONTENT_TYPE}


def file_name(figure: DashboardFigure, found: Dashboard, kind: str) -> str:
    """Return the name of a file: "bang-dieu-hanh-cac-xa-2021-10-31.csv"."""
    return f"bang-dieu-hanh-{figure.slug}-{found.progress.as_of:%Y-%m-%d}.{kind}"


def words_of_source(figure: DashboardFigure, source: FigureSource, user: User) -> str:
    """Return the line of a file: year, standard, day and time, origin, mark of a demo."""
    origin = ABOUT[figure].source.rstrip(".")
    return source_line(
        place=user.place_in_sentence,
        words="",
        source=source,
        is_demo=is_demo(),
        origin=origin[:1].lower() + origin[1:],
    )


def figure_file(
    figure: DashboardFigure,
    found: Dashboard,
    *,
    kind: str,
    is_minority: bool,
    source: FigureSource,
    user: User,
) -> FileResponse | None:
    """Return a figure's table as CSV or as a workbook; None without a table."""
    table = table_of(figure, found, is_minority=is_minority)
    if table is None:
        return None
    line = _with_note(table, words_of_source(figure, source, user))
    name = file_name(figure, found, kind)
    if kind == "csv":
        return download(
            name, csv_of(table, source=line), content_type=f"{CONTENT_TYPES[kind]}; charset=utf-8"
        )
    return workbook_response(name, [sheet_of(table, source=line)])


def _with_note(table: FigureTable, line: str) -> str:
    is_hidden = any(isinstance(cell, str) and cell == "ẩn" for row in table.rows for cell in row)
    return f"{line} {HIDDEN_NOTE[0].upper()}{HIDDEN_NOTE[1:]}" if is_hidden else line

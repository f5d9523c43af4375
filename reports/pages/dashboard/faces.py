"""The four faces of each figure: chart, table, files, explanation, as links."""

from collections.abc import Sequence
from dataclasses import dataclass

from common.figure_tables import FigureTable
from reports.choices import DashboardFigure, Face
from reports.pages.dashboard.parameters import Choice, DashboardAddress
from reports.queries.dashboard import Dashboard
from reports.words.about import ABOUT, FigureAbout
from reports.words.dashboard import NOT_DATED_NOTE
from reports.words.tables import table_of

_FILES = (("csv", "CSV"), ("xlsx", "Excel"), ("svg", "SVG"))
# Figures that are not recorded by day.
UNDATED = frozenset(
    {DashboardFigure.CLASSES, DashboardFigure.REASONS, DashboardFigure.DEPRIVATIONS}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureFaces:
    """The links of one figure's faces; the fragment that they load replaces its card."""

    key: str
    label: str
    faces: Sequence[Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure in one of its faces. `table`, `about` and `files` are empty on other faces."""

    figure: DashboardFigure
    face: Face
    links: FigureFaces
    table: FigureTable | None
    about: FigureAbout | None
    files: Sequence[Choice]
    missing: str


def faces_of(
    figure: DashboardFigure, address: DashboardAddress, *, current: Face = Face.CHART
) -> FigureFaces:
    """Return the links of a figure."""
    return FigureFaces(
        key=figure.value,
        label=str(figure.label),
        faces=[
            Choice(str(each.label), address.figure_url(figure, each), each == current)
            for each in Face
        ],
    )


def all_faces(address: DashboardAddress) -> dict[str, FigureFaces]:
    """Return the links of all figures by their key."""
    return {figure.value: faces_of(figure, address) for figure in DashboardFigure}


def figure_view(
    figure: DashboardFigure, face: Face, found: Dashboard, address: DashboardAddress
) -> FigureView:
    """Return a figure in one of its faces."""
    wants_table = face in {Face.TABLE, Face.CHART}
    table = table_of(figure, found, is_minority=address.is_minority) if wants_table else None
    return FigureView(
        figure=figure,
        face=face,
        links=faces_of(figure, address, current=face),
        table=table,
        about=ABOUT[figure] if face == Face.ABOUT else None,
        files=[
            Choice(label, address.file_url(figure, kind), is_current=False)
            for kind, label in _FILES
        ]
        if face == Face.FILES
        else [],
        missing=NOT_DATED_NOTE
        if figure in UNDATED and found.progress.is_past
        else "Chưa có số liệu.",
    )

"""The official reports: whoever may download one may download all of them."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from areas.queries import today
from reports.exports.catalogue import REPORTS
from tests import factories
from tests.access.line import DOWNLOADERS, PLANNERS, READERS, Line

LINES: list[Line] = [
    Line("reports:catalogue", "GET", DOWNLOADERS),
    Line("api:report_list", "GET", DOWNLOADERS),
    Line("reports:form", "GET", DOWNLOADERS, form="official form"),
    Line("reports:form_excel", "GET", DOWNLOADERS, form="official form"),
    Line("reports:member_list", "GET", READERS, form="official list"),
    Line("reports:member_list_excel", "GET", READERS, form="official list"),
    Line("api:member_list", "GET", READERS, form="official list"),
    Line("api:member_list_file", "GET", READERS, form="official list"),
    Line("api:form_list", "GET", DOWNLOADERS),
    Line("api:form_figures", "GET", DOWNLOADERS, form="official form"),
    Line("api:form_file", "GET", DOWNLOADERS, form="official form"),
    Line("reports:year_report", "GET", PLANNERS, year="year of reports"),
    Line("api:year_report", "GET", PLANNERS, given="this year's reports"),
    *(Line(report.url_name, "GET", DOWNLOADERS, year="year of reports") for report in REPORTS),
    *(Line(report.api_name, "GET", DOWNLOADERS, given="this year's reports") for report in REPORTS),
]


def _form() -> str:
    """Make a round of the working year; return the slug of a form with all of its parameters."""
    _with_figures(today().year)
    return "01"


def _list() -> str:
    """Make a round of the working year; return the slug of a list."""
    _with_figures(today().year)
    return "ho-ngheo"


def _with_figures(year: int) -> int:
    """Make a plan and a round, one of which every report is drawn up from; return the year."""
    factories.YearPlanFactory(year=year)
    return factories.RoundFactory(year=year).year


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "year of reports": lambda: _with_figures(2021),
    "official form": _form,
    "official list": _list,
    "this year's reports": lambda: _with_figures(today().year),
}

"""What the official reports share: the request, the words around the table, the file."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import FileResponse
from django.utils import timezone

from areas.queries import is_demo, today
from common.clock import now
from common.formats import vn_date
from common.http import download
from common.official_form import FormSheet, official_workbook
from common.parameters import WrongParameters
from common.sources import standard_in_name
from common.text import search_key
from common.xlsx import CONTENT_TYPE
from households.models import PovertyStandard
from reports.exports.office import DEMO_MARK, labour_office
from reports.queries.flow import district_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """The report requested, by whatever parameters it takes, the working day and the moment.

    `year` is None when the API is called without one; `standard_code` is empty for the standard
    of the year's goals.
    """

    year: int | None
    standard_code: str
    boundaries: str
    as_of: dt.date
    computed_at: dt.datetime
    district_name: str
    is_demo: bool

    @property
    def working_year(self) -> int:
        """The year requested, else the year of the working day."""
        return self.as_of.year if self.year is None else self.year

    @property
    def mark(self) -> str:
        """The mark above the title of every sheet: that of demo data, or none."""
        return DEMO_MARK if self.is_demo else ""


def report_request(
    *, year: int | None, standard_code: str | None, boundaries: str
) -> ReportRequest:
    """Return the request of this moment. Raises WrongParameters for an unknown standard."""
    if standard_code and not PovertyStandard.objects.filter(code=standard_code).exists():
        raise WrongParameters({"standard": ["Không có chuẩn nghèo này."]})
    return ReportRequest(
        year=year,
        standard_code=standard_code or "",
        boundaries=boundaries,
        as_of=today(),
        computed_at=now(),
        district_name=district_name(),
        is_demo=is_demo(),
    )


def subtitle(standard_name: str, as_of: dt.date, *, is_regrouped: bool = False) -> str:
    """Return the line below the title: the standard, the day of the figures, later units."""
    units = "; theo đơn vị hành chính sau sắp xếp" if is_regrouped else ""
    return f"({standard_name}; số liệu đến ngày {vn_date(as_of)}{units})"


def drawn_up(at: dt.datetime) -> str:
    """Return "Lập lúc 12:00 ngày 15/11/2021.", the end of the source line."""
    return f"Lập lúc {timezone.localtime(at):%H:%M ngày %d/%m/%Y}."


def file_name(
    stem: str, district_name: str, year: int, *, standard_name: str = "", is_regrouped: bool = False
) -> str:
    """Return a name in plain letters: dien-bien-ho-ngheo-chuan-2016-2020-ia-grai-2021.xlsx."""
    place = search_key(district_name).replace(" ", "-")
    units = "-don-vi-moi" if is_regrouped else ""
    return f"{stem}-{standard_in_name(standard_name)}{place}-{year}{units}.xlsx"


def poor_list_file(
    stem: str,
    sheets: Iterable[FormSheet],
    asked: ReportRequest,
    *,
    standard_name: str,
    is_regrouped: bool = False,
) -> FileResponse:
    """Return forms counted on the poor list of a year as a download.

    Adds to each the standard and the day of the figures, the source with its time, and the mark.
    """
    year, as_of = asked.working_year, asked.as_of
    source = f"Nguồn: danh sách hộ nghèo, hộ cận nghèo năm {year} theo phiếu rà soát đã duyệt."
    completed = [
        replace(
            sheet,
            subtitle=subtitle(standard_name, as_of, is_regrouped=is_regrouped),
            notes=[*sheet.notes, f"{source} {drawn_up(asked.computed_at)}"],
            mark=asked.mark,
        )
        for sheet in sheets
    ]
    content = official_workbook(completed, office=labour_office(asked.district_name), on=as_of)
    name = file_name(
        stem, asked.district_name, year, standard_name=standard_name, is_regrouped=is_regrouped
    )
    return download(name, content, content_type=CONTENT_TYPE)

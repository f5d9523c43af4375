"""What figures are about: the year, the standard, the day and the moment.

Said above every page with figures, in every answer of the API and in every workbook.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from common.formats import vn_date

_YEAR = re.compile(r"[0-9]{4}")
_NO_STANDARD = "chưa có chuẩn nghèo của năm"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSource:
    """The year and the standards of figures, their day, and the moment they were computed.

    `standards` are pairs of code and name, that of the year's goals first; empty for a year whose
    standard is not known yet.
    """

    year: int
    standards: Sequence[tuple[str, str]]
    as_of: dt.date
    computed_at: dt.datetime

    @property
    def standard(self) -> str:
        """The code of the standard, empty without one; several are joined by commas."""
        return ",".join(code for code, _ in self.standards)

    @property
    def standard_name(self) -> str:
        return "; ".join(name for _, name in self.standards)

    @property
    def standard_words(self) -> str:
        """The names of the standards, or words that there is none."""
        return self.standard_name or _NO_STANDARD

    @property
    def words(self) -> str:
        """Return the line for a file, without a full stop."""
        at = timezone.localtime(self.computed_at)
        return (
            f"Năm {self.year}; {self.standard_words}; số liệu đến ngày {vn_date(self.as_of)}, "
            f"lập lúc {at:%H:%M %d/%m/%Y}"
        )


def standard_in_name(standard_name: str) -> str:
    """Return the years of a standard for a file name: "chuan-2016-2020-", empty without years."""
    years = "-".join(_YEAR.findall(standard_name))
    return f"chuan-{years}-" if years else ""

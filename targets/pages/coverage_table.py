"""The district's table of coverage: each figure linked to the households behind it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from accounts.choices import Action
from accounts.models import User
from common import formats
from targets.choices import RegistrationState, ReviewOutcome
from targets.queries.coverage import CoverageReport, CoverageRow
from targets.queries.rows import Progress
from targets.rules.coverage import Coverage
from targets.words.verdict import VerdictSign, line_sign

_GROUPS: Mapping[str, Callable[[CoverageRow], Coverage]] = {
    "": lambda row: row.everyone,
    " (DTTS)": lambda row: row.minority,
}
HEADS = (
    "Đã đăng ký",
    "Cần ít nhất",
    "Thiếu (không âm)",
    "Tỷ lệ",
    "Đã thoát",
    "Vẫn nghèo",
    "Chờ rà soát",
)


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One figure as text; `url` is empty where the user may not see its households."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A commune of the table, or the district."""

    row: CoverageRow
    sign: VerdictSign | None
    url: str
    everyone: Sequence[CoverageCell]
    minority: Sequence[CoverageCell]


def coverage_lines(report: CoverageReport, user: User, progress: Progress) -> list[CoverageLine]:
    """Return the communes of a report with the verdicts of the progress, and links to the lists the
    user may see."""
    is_due = progress.planned_share > 0
    signs = {row.pk: line_sign(row.everyone, is_due=is_due) for row in progress.communes}
    may_open = user.may(Action.VIEW_HOUSEHOLDS)
    return [
        _line(
            report.year,
            row,
            signs.get(row.commune_id),
            is_open=may_open and (user.sees_all_communes or row.is_of(user.commune_id)),
        )
        for row in report.communes
    ]


def short_notes(report: CoverageReport) -> list[str]:
    """Return why the shortfalls of the communes do not add up to the district's, where they do not."""
    notes = []
    for words, line_of in _GROUPS.items():
        added = sum(line_of(row).short or 0 for row in report.communes)
        total = line_of(report.total).short
        if total is not None and added != total:
            notes.append(
                f"Thiếu{words}: xã đăng ký nhiều hơn yêu cầu ghi 0, nên các xã cộng lại là "
                f"{formats.count(added)} hộ, toàn huyện là {formats.count(total)} hộ."
            )
    return notes


def total_line(report: CoverageReport, progress: Progress) -> CoverageLine:
    """Return the district's line; it is not linked to a list."""
    return _line(
        report.year,
        report.total,
        line_sign(progress.total.everyone, is_due=progress.planned_share > 0),
        is_open=False,
    )


def _line(year: int, row: CoverageRow, sign: VerdictSign | None, *, is_open: bool) -> CoverageLine:
    def address(**narrowed: str) -> str:
        if not is_open:
            return ""
        asked = {"year": year, "commune": row.commune_id, **narrowed}
        return f"{reverse('targets:registration_list')}?{urlencode(asked)}"

    def behind(**narrowed: str) -> list[str]:
        named = {"state": RegistrationState.REGISTERED.value, **narrowed}
        outcomes = (ReviewOutcome.EXITED, ReviewOutcome.STILL_POOR, ReviewOutcome.NOT_REVIEWED)
        parts = [address(**named, outcome=outcome.value) for outcome in outcomes]
        return [address(**named), "", "", "", *parts]

    return CoverageLine(
        row=row,
        sign=sign,
        url=address(),
        everyone=list(_cells(row.everyone, behind())),
        minority=list(_cells(row.minority, behind(minority="true"))),
    )


def _cells(coverage: Coverage, addresses: Sequence[str]) -> Iterable[CoverageCell]:
    texts = (
        formats.count(coverage.registered),
        formats.count(coverage.needed),
        formats.count(coverage.short),
        formats.percent(coverage.share),
        formats.count(coverage.exited),
        formats.count(coverage.still_poor),
        formats.count(coverage.not_reviewed),
    )
    for label, text, url in zip(HEADS, texts, addresses, strict=True):
        yield CoverageCell(label, text, url)

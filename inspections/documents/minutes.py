"""The minutes of a re-check: who took part, the households looked at, the differences found."""

from collections.abc import Iterable

from django.utils import timezone

from areas.documents import district_frame, district_over
from common import formats
from common.text import lower_first
from common.word import WordPaper, filename_of, sentence, short_day
from households.choices import PovertyStatus
from inspections.models import RecheckCase, RecheckResult, RecheckSample
from inspections.queries.samples import SamplePage, StandardFinding
from papers.queries import word_paper


def recheck_minutes_paper(sample: RecheckSample, shown: SamplePage) -> WordPaper:
    """Return “Biên bản phúc tra” of a sample, with the figures of its page; the day is left open.

    The members are those who recorded a result.
    """
    commune = sample.commune
    values = {
        **_head(sample),
        "commune": commune.name_in_sentence,
        "commune_caps": commune.full_name.upper(),
        "year": str(sample.round.year),
        "round": lower_first(str(sample.round)),
        "members": ", ".join(_members(shown.cases)),
        "drawn": formats.count(len(shown.cases)),
        "population": formats.count(sample.population),
        "group": lower_first(sample.get_group_display()),
        "seed": sample.seed,
        "drawn_at": f"{timezone.localtime(sample.drawn_at):%H:%M %d/%m/%Y}",
        "checked": formats.count(shown.checked),
        "absent": formats.count(shown.absent),
        "pending": formats.count(shown.pending),
        "rows": [_row(case) for case in shown.cases],
        "findings": [_finding(each) for each in shown.findings],
        "differences": [_difference(case) for case in shown.cases if case.is_wrong],
        "conclusion": sentence(sample.conclusion),
    }
    name = filename_of("bien-ban-phuc-tra", commune.name, sample.pk)
    return word_paper("recheck_minutes", filename=name, values=values)


def _head(sample: RecheckSample) -> dict[str, str]:
    return district_frame(district_over(sample.commune), year=sample.round.year)


def _members(cases: Iterable[RecheckCase]) -> list[str]:
    return sorted({case.checked_by.full_name for case in cases if case.checked_by})


def _row(case: RecheckCase) -> dict[str, str]:
    return {
        "number": str(case.position),
        "head_name": case.household.head_name,
        "code": case.household.code,
        "village": case.household.village.full_name,
        "checked_on": short_day(case.checked_on),
        "result": "\n".join(_results(case)) or case.get_state_display(),
    }


def _results(case: RecheckCase) -> list[str]:
    if not case.is_checked:
        return []
    return [f"{result.standard.name}: {_change(result)}" for result in case.results.all()]


def _change(result: RecheckResult) -> str:
    if not result.differs:
        return f"{_label(result.status)}, như đã duyệt"
    return f"{_label(result.former_status)} → {_label(result.status)}"


def _label(status: str) -> str:
    return lower_first(str(PovertyStatus(status).label))


def _finding(each: StandardFinding) -> str:
    """Return the error rate and the changes under one standard, as the page shows them."""
    error = each.error
    if not error.checked:
        return f"{each.standard.name}: chưa phúc tra hộ nào."
    words = (
        f"{each.standard.name}: {formats.count(error.wrong)}/{formats.count(error.checked)} phiếu"
        f" khác kết quả đã duyệt ({formats.rate(error.rate)})"
    )
    changes = "; ".join(
        f"{lower_first(change.before.label)} → {lower_first(change.after.label)}:"
        f" {formats.count(change.households)} hộ"
        for change in each.changes
    )
    return f"{words}: {changes}." if changes else f"{words}."


def _difference(case: RecheckCase) -> str:
    household = case.household
    note = f". Ghi chú: {case.note}" if case.note else ""
    found = "; ".join(_results(case))
    return sentence(f"Hộ {household.head_name} ({household.code}): {found}{note}")

"""Excel files of re-checks: the list for the visits, and the results."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from django.http import FileResponse

from areas.documents import list_frame
from areas.queries import is_demo
from common.xlsx import DATE, TEXT, WHOLE, Column, Sheet, source_line, workbook_response
from households.choices import PovertyStatus
from households.queries.sources import round_source
from inspections.models import RecheckCase, RecheckSample

_CLASSES = dict(PovertyStatus.choices)


def sample_response(
    sample: RecheckSample, cases: Sequence[RecheckCase], *, on: dt.date, at: dt.datetime
) -> FileResponse:
    """Return a sample's households as a download, for page and API. Contains no citizen numbers."""
    words = f"{sample.get_group_display().lower()}, mã rút mẫu {sample.seed}"
    figures = round_source(sample.round, on=on, at=at)
    source = source_line(
        place=sample.commune.name_in_sentence, words=words, source=figures, is_demo=is_demo()
    )
    name = f"phuc-tra-{sample.commune.code}-{on:%Y-%m-%d}.xlsx"
    sheet = sample_sheet(sample, cases, source=source)
    return workbook_response(name, [sheet], **list_frame(sample.commune))


def sample_sheet(sample: RecheckSample, cases: Sequence[RecheckCase], *, source: str) -> Sheet:
    """Return the households of a sample as a sheet, with the results under each standard."""
    standards = [row.standard for row in sample.round.round_standards.select_related("standard")]
    columns = [
        Column("STT", lambda case: case.position, width=5, number_format=WHOLE),
        Column("Mã hộ", lambda case: case.household.code, width=12.5, number_format=TEXT),
        Column("Chủ hộ", lambda case: case.household.head_name, width=17),
        Column("Thôn, làng", lambda case: case.household.village.full_name, width=13),
        Column("Tình trạng", lambda case: case.get_state_display(), width=12),
        Column("Ngày phúc tra", lambda case: case.checked_on, width=11, number_format=DATE),
    ]
    for standard in standards:
        columns += [
            Column(
                f"Đã duyệt ({standard.name})",
                partial(_approved, standard.pk),
                width=14,
            ),
            Column(
                f"Phúc tra ({standard.name})",
                partial(_found, standard.pk),
                width=14,
            ),
        ]
    columns.append(Column("Ghi chú", lambda case: case.note, width=27))
    return Sheet("Phúc tra", columns, cases, title=str(sample).upper(), source=source)


def _approved(standard_id: int, case: RecheckCase) -> str:
    results = case.assessment.results.all()
    return next((_CLASSES[r.status] for r in results if r.standard_id == standard_id), "")


def _found(standard_id: int, case: RecheckCase) -> str:
    results = case.results.all()
    return next((_CLASSES[r.status] for r in results if r.standard_id == standard_id), "")

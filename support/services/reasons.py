"""Recording why a household is poor."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from common.errors import Refused
from common.history import conflict_over, create_many, delete_with_history, save_with_history
from households.models import Household
from households.queries.poor_list import working_standard
from support.models import PovertyReason, ReasonAnalysis, ReasonFinding
from support.queries.reasons import is_on_list
from support.services.needs import WantedNeed, needs_of, replace_needs, wanted_needs


class CannotAnalyse(Refused):
    """The analysis cannot be recorded."""


@transaction.atomic
def record_analysis(
    *,
    household_id: int,
    year: int,
    reason_keys: Collection[str],
    analysed_on: dt.date,
    note: str,
    version: int,
    needs: Collection[WantedNeed] | None = None,
    by: User,
    at: dt.datetime,
    on: dt.date,
) -> ReasonAnalysis:
    """Record or change why a household on a year's list is poor, with at least one reason.

    `version` is that of the analysis as it was read, 0 when there was none; `needs` are the support
    the household and its members need, None leaves them as they are; `on` is today. Idempotent.
    Raises CannotAnalyse for a household on no list of the year, a day outside the year or after
    today, no reason or an unknown one; CannotRecordNeed for an unknown need or person; Conflict on a
    concurrent edit.
    """
    household = Household.objects.select_for_update(no_key=True).get(pk=household_id)
    reasons = _reasons(reason_keys)
    analysis = ReasonAnalysis.objects.filter(household=household, year=year).first()
    found = {each.reason_id: each for each in analysis.findings.all()} if analysis else {}
    known_needs = needs_of(analysis)
    wanted_now = known_needs
    if needs is not None:
        wanted_now = wanted_needs(household, needs, known=known_needs.values())
    if analysis and (set(found), set(known_needs), analysis.analysed_on, analysis.note) == (
        {reason.pk for reason in reasons},
        set(wanted_now),
        analysed_on,
        note,
    ):
        return analysis
    if analysis and analysis.version != version:
        raise conflict_over(analysis)
    _require_day(year, analysed_on, on)
    _require_on_list(household, year)
    what = "Sửa nguyên nhân nghèo" if analysis else "Ghi nguyên nhân nghèo"
    analysis = analysis or ReasonAnalysis(household=household, year=year, version=0)
    analysis.commune_id = household.commune_id
    analysis.analysed_on, analysis.note = analysed_on, note
    analysis.entered_by, analysis.entered_at = by, at
    analysis.version += 1
    save_with_history(analysis, by=by, reason=what)
    wanted = {reason.pk: reason for reason in reasons}
    for key, finding in found.items():
        if key not in wanted:
            delete_with_history(finding, by=by)
    new = [
        ReasonFinding(analysis=analysis, reason=reason)
        for key, reason in wanted.items()
        if key not in found
    ]
    create_many(new, by=by)
    replace_needs(analysis, wanted_now, by=by)
    return analysis


def _reasons(keys: Collection[str]) -> list[PovertyReason]:
    if not keys:
        raise CannotAnalyse("Hãy chọn ít nhất một nguyên nhân.", field="reasons")
    reasons = list(PovertyReason.objects.filter(key__in=keys))
    if unknown := set(keys) - {reason.key for reason in reasons}:
        raise CannotAnalyse(f"Không có nguyên nhân “{min(unknown)}”.", field="reasons")
    return reasons


def _require_day(year: int, day: dt.date, on: dt.date) -> None:
    if day.year != year:
        raise CannotAnalyse(f"Ngày phân tích phải trong năm {year}.", field="analysed_on")
    if day > on:
        raise CannotAnalyse("Ngày phân tích không được sau hôm nay.", field="analysed_on")


def _require_on_list(household: Household, year: int) -> None:
    standard = working_standard(year)
    if standard is None or not is_on_list(household.pk, year=year, standard=standard):
        raise CannotAnalyse(
            f"Hộ {household} không có trong danh sách hộ nghèo, hộ cận nghèo năm {year}."
        )

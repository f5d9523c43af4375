"""Opening a year's plan, and changing its baseline."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction

from accounts.models import User
from areas.models import Commune, District
from common.errors import Refused
from common.history import conflict_over, create_many, save_with_history, update_many
from households.models import PovertyStandard
from households.services.opening import open_year
from targets.choices import FIRST_GOALS, GOAL_COMPARISONS
from targets.models import Baseline, CommuneTarget, Goal, YearPlan
from targets.queries.problems import baseline_differences
from targets.queries.rows import BASELINE_FIGURES, BaselineFigures
from targets.words.problems import problem_sentences

FIRST_YEAR = 2016
LAST_YEAR = 2099


class CannotPlan(Refused):
    """The plan cannot be created or changed as requested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneBaseline:
    """The baseline of one commune."""

    commune_id: int
    figures: BaselineFigures


@transaction.atomic
def create_plan(
    *,
    year: int,
    district: District,
    standard: PovertyStandard,
    baseline: BaselineFigures,
    source: str,
    by: User,
    communes: Sequence[CommuneBaseline] = (),
) -> YearPlan:
    """Open a year: create its plan with all goals unset, and its poor list from last year's.

    Repeated with the same content it returns the existing plan. Raises CannotPlan for a year
    that has another plan, inconsistent figures or communes that do not add up; Refused while a
    round of the year before is open.
    """
    District.objects.select_for_update().get(pk=district.pk)
    existing = YearPlan.objects.filter(year=year).first()
    if existing is not None:
        if _is_same(existing, standard, baseline, source):
            return existing
        raise CannotPlan(f"Năm {year} đã có kế hoạch.", field="year")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CannotPlan(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.", field="year")
    _require_source(source)
    _require_fit(baseline, "Toàn huyện")
    plan = YearPlan(
        year=year,
        district=district,
        standard=standard,
        baseline_source=source,
        **asdict(baseline),
    )
    save_with_history(plan, by=by, reason="Lập kế hoạch năm mới")
    goals = [
        Goal(plan=plan, code=code, comparison=GOAL_COMPARISONS[code], position=n)
        for n, code in enumerate(FIRST_GOALS, start=1)
    ]
    create_many(goals, by=by)
    _write_communes(plan, communes, by=by)
    open_year(year=year, standard=standard, by=by)
    return plan


@transaction.atomic
def change_baseline(
    *,
    plan_id: int,
    version: int,
    baseline: BaselineFigures,
    source: str,
    communes: Sequence[CommuneBaseline],
    by: User,
) -> YearPlan:
    """Change the baseline of the district and of its communes together.

    Communes not given keep their figures. Saving unchanged figures has no effect. Raises
    CannotPlan with the differences if the communes do not add up to the district, Conflict if
    another user has changed the plan meanwhile.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    if not _changes(plan, baseline, source, communes):
        return plan
    if plan.version != version:
        raise conflict_over(plan)
    _require_source(source)
    _require_fit(baseline, "Toàn huyện")
    for name, value in asdict(baseline).items():
        setattr(plan, name, value)
    plan.baseline_source = source
    _write_communes(plan, communes, by=by)
    plan.version += 1
    save_with_history(plan, by=by, reason="Sửa số liệu đầu kỳ")
    return plan


def _changes(
    plan: YearPlan, baseline: BaselineFigures, source: str, communes: Sequence[CommuneBaseline]
) -> bool:
    known = {row.commune_id: _figures_of(row) for row in plan.commune_targets.order_by()}
    same_communes = all(known.get(one.commune_id) == one.figures for one in communes)
    return not (same_communes and _is_same(plan, plan.standard, baseline, source))


def _is_same(
    plan: YearPlan, standard: PovertyStandard, baseline: BaselineFigures, source: str
) -> bool:
    return (_figures_of(plan), plan.baseline_source, plan.standard_id) == (
        baseline,
        source,
        standard.pk,
    )


def _figures_of(row: Baseline) -> BaselineFigures:
    return BaselineFigures(**{name: getattr(row, name) for name in BASELINE_FIGURES})


def _write_communes(plan: YearPlan, communes: Sequence[CommuneBaseline], *, by: User) -> None:
    """Save the communes' figures; all communes together must add up to the district."""
    names = _names_of(plan, communes)
    rows = {row.commune_id: row for row in plan.commune_targets.order_by()}
    new, changed = [], []
    for one in communes:
        row = rows.get(one.commune_id)
        if row is None:
            row = rows[one.commune_id] = CommuneTarget(plan=plan, commune_id=one.commune_id)
            new.append(row)
        elif _figures_of(row) != one.figures:
            changed.append(row)
        _set_figures(row, one.figures, place=names[one.commune_id])
    whole = {name: getattr(plan, name) for name in BASELINE_FIGURES}
    if differences := list(baseline_differences(whole, list(rows.values()))):
        raise CannotPlan(" ".join(problem_sentences(differences)))
    create_many(new, by=by)
    update_many(changed, BASELINE_FIGURES, by=by)


def _set_figures(row: CommuneTarget, figures: BaselineFigures, *, place: str) -> None:
    _require_fit(figures, place)
    if row.fall > figures.poor or row.em_fall > figures.em_poor:
        raise CannotPlan(
            f"{place}: chỉ tiêu giảm đã giao ({row.fall} hộ, DTTS {row.em_fall} hộ) "
            "lớn hơn số hộ nghèo đầu kỳ mới. Hãy sửa chỉ tiêu trước."
        )
    for name, value in asdict(figures).items():
        setattr(row, name, value)


def _names_of(plan: YearPlan, communes: Sequence[CommuneBaseline]) -> dict[int, str]:
    wanted = [one.commune_id for one in communes]
    if len(set(wanted)) != len(wanted):
        raise CannotPlan("Mỗi xã chỉ được nêu một lần.", field="communes")
    found = Commune.objects.of_district(plan.district_id).filter(pk__in=wanted)
    names = {commune.pk: commune.full_name for commune in found}
    if len(names) != len(wanted):
        raise CannotPlan("Có xã không thuộc huyện này.", field="communes")
    return names


def _require_source(source: str) -> None:
    if not source:
        raise CannotPlan("Hãy ghi nguồn số liệu đầu kỳ.", field="source")


def _require_fit(figures: BaselineFigures, place: str) -> None:
    """Raise CannotPlan if a part is larger than its whole."""
    if figures.poor > figures.households:
        raise CannotPlan(f"{place}: số hộ nghèo lớn hơn tổng số hộ.")
    if figures.em_households > figures.households:
        raise CannotPlan(f"{place}: số hộ dân tộc thiểu số lớn hơn tổng số hộ.")
    if figures.em_poor > min(figures.poor, figures.em_households):
        raise CannotPlan(
            f"{place}: số hộ nghèo dân tộc thiểu số lớn hơn số hộ nghèo hoặc số hộ dân tộc thiểu số."
        )

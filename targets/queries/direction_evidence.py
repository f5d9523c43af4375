"""What the product itself knows about a task in each commune: a few queries for each kind."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from common.formats import count, vn_date
from households.choices import Figure
from households.models import PovertyRecord
from support.models import ReasonAnalysis
from targets.choices import Evidence, RegistrationState
from targets.models import ExitRegistration, YearPlan
from targets.queries.answers import answers_by_commune
from targets.queries.registrations import registered_by_commune
from targets.rules.directions import is_enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is on record, in words with numbers, and whether that is enough for "done"."""

    words: str
    is_enough: bool


# What is known of a commune, by its key; the second is said of a commune that has no row.
Facts = tuple[Mapping[int, Fact], Fact]


def facts_by_commune(plan: YearPlan, kinds: Iterable[str]) -> dict[str, Facts]:
    """Return what the product knows for each kind of evidence asked for, in 1 to 3 queries each."""
    return {kind: _FINDERS[kind](plan) for kind in {*kinds} - {Evidence.NONE}}


def _party_reports(plan: YearPlan) -> Facts:
    """What each commune reported of its present target to its Party committee."""
    found = {
        commune: Fact(
            words=f"Đã báo cáo cấp ủy ngày {vn_date(standing.reported_on)}", is_enough=True
        )
        for commune, standing in answers_by_commune(plan).items()
        if standing.report
    }
    return found, Fact(words="Chưa ghi báo cáo cấp ủy", is_enough=False)


def _answers(plan: YearPlan) -> Facts:
    """What each commune answered to its present target."""
    found = {
        commune: Fact(words=standing.words, is_enough=True)
        for commune, standing in answers_by_commune(plan).items()
        if standing.answer
    }
    return found, Fact(words="Chưa trả lời chỉ tiêu được giao", is_enough=False)


def _of_the_poor(plan: YearPlan, *, done: QuerySet, words: str) -> Facts:
    """Count the households poor at the year's opening, and those among them that are done."""
    poor = PovertyRecord.objects.filter(year=plan.year, standard=plan.standard_id)
    rows = (
        poor.behind(Figure.OPENING)
        .order_by()
        .values_list("commune")
        .annotate(everyone=Count("pk"), done=Count("pk", filter=Exists(done)))
    )
    found = {
        commune: Fact(
            words=f"{words} {count(so_many)}/{count(everyone)} hộ nghèo đầu năm",
            is_enough=is_enough(so_many, everyone),
        )
        for commune, everyone, so_many in rows
    }
    return found, Fact(words="Không có hộ nghèo đầu năm", is_enough=True)


def _reasons(plan: YearPlan) -> Facts:
    analysed = ReasonAnalysis.objects.filter(household=OuterRef("household"), year=plan.year)
    return _of_the_poor(plan, done=analysed, words="Đã phân tích nguyên nhân")


def _exit_plans(plan: YearPlan) -> Facts:
    planned = ExitRegistration.objects.filter(
        household=OuterRef("household"), plan=plan, has_plan=True
    ).exclude(state=RegistrationState.WITHDRAWN)
    return _of_the_poor(plan, done=planned, words="Đã có kế hoạch")


def _registrations(plan: YearPlan) -> Facts:
    """Households named, against the fall the commune owes."""
    named = registered_by_commune(plan)
    falls = dict(plan.commune_targets.order_by().values_list("commune", "fall"))
    found = {
        commune: _named(named.get(commune, (0, 0))[0], falls.get(commune))
        for commune in {*named, *falls}
    }
    return found, _named(0, None)


def _named(so_many: int, needed: int | None) -> Fact:
    against = "chưa giao chỉ tiêu" if needed is None else f"chỉ tiêu giảm {count(needed)} hộ"
    return Fact(
        words=f"Đã đăng ký {count(so_many)} hộ, {against}",
        is_enough=is_enough(so_many, needed),
    )


_FINDERS: Mapping[str, Callable[[YearPlan], Facts]] = {
    Evidence.PARTY_REPORT: _party_reports,
    Evidence.ANSWER: _answers,
    Evidence.REASONS: _reasons,
    Evidence.EXIT_PLANS: _exit_plans,
    Evidence.REGISTRATIONS: _registrations,
}

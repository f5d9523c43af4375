"""Setting the year's goals."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from accounts.models import User
from common.errors import Refused
from common.formats import count
from common.history import (
    conflict_over,
    create_many,
    delete_with_history,
    save_with_history,
    update_many,
)
from households.models import Indicator
from targets.choices import GOAL_COMPARISONS, GoalCode, GoalGroup, Unit, is_first
from targets.models import Goal, YearPlan
from targets.models.plan import GoalKey
from targets.queries.goal_algebra import goal_contradictions
from targets.rules.goal_algebra import OF_FALL, OF_MINORITY
from targets.words.goal_algebra import contradiction_words

MOST_GOALS = 40


class CannotSetTargets(Refused):
    """The goals are inconsistent or out of range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalInput:
    """A goal as entered: households, or a fraction for rates and points.

    No value: not set yet; no comparison: the goal's usual one. `group` is the group of communes
    it covers, `indicator_id` the service a goal `deprivation_rate` is about.
    """

    code: str
    value: Decimal | None
    group: str = GoalGroup.EVERYWHERE
    indicator_id: int | None = None
    comparison: str = ""

    @property
    def key(self) -> GoalKey:
        return self.code, self.group, self.indicator_id


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsInput:
    """The goals of a plan as entered, with the document they are based on.

    Goals not given are unchanged; those every plan begins with cannot be removed, only left open.
    """

    goals: Sequence[GoalInput]
    removed: Collection[GoalKey] = ()
    decision_number: str = ""
    decided_on: dt.date | None = None
    decided_by: str = ""
    legal_basis: str = ""

    @property
    def decision(self) -> tuple[str, dt.date | None, str, str]:
        return self.decision_number, self.decided_on, self.decided_by, self.legal_basis


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalChanges:
    """The rows that saving goals adds, changes and removes; `is_revision`: one that was set."""

    new: Sequence[Goal]
    changed: Sequence[Goal]
    gone: Sequence[Goal]
    is_revision: bool

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


class NeedsLeader(CannotSetTargets):
    """A goal that was set changes, which the district's leader has to confirm."""

    def __init__(self) -> None:
        super().__init__("Mục tiêu đã đặt chỉ đổi khi lãnh đạo huyện xác nhận.")


@transaction.atomic
def set_goals(
    *, plan_id: int, version: int, asked: GoalsInput, by: User, is_confirmed: bool
) -> YearPlan:
    """Set goals, add new ones and remove others, with the document they are based on.

    A removed goal keeps its history. Saving unchanged goals has no effect. `is_confirmed`: the
    district's leader saves or has confirmed them; else NeedsLeader is raised for a change of a goal
    that was set. Raises CannotSetTargets for an invalid goal, a value out of range, goals that
    contradict one another, a revision without a new document, or a date more than a year away from
    the plan's; Conflict if another user has changed the plan meanwhile.
    """
    plan = YearPlan.objects.select_for_update().get(pk=plan_id)
    changes = checked_changes(plan, version, asked)
    if not changes and asked.decision == _decision_of(plan):
        return plan
    if changes.is_revision and not is_confirmed:
        raise NeedsLeader
    for goal in changes.gone:
        delete_with_history(goal, by=by)
    create_many(list(changes.new), by=by)
    update_many(list(changes.changed), ["comparison", "value"], by=by)
    plan.decision_number, plan.decided_on, plan.decided_by, plan.legal_basis = asked.decision
    return _save(plan, by=by, reason="Đặt mục tiêu")


def checked_changes(plan: YearPlan, version: int, asked: GoalsInput) -> GoalChanges:
    """Return what saving goals would change, unsaved; raises as `set_goals` does."""
    known = {goal.key: goal for goal in plan.goals.select_related("indicator")}
    before = {key: goal.value for key, goal in known.items()}
    _require_sense(plan, known, asked.goals, asked.removed)
    new, changed = _new_and_changed(plan, known, asked.goals)
    gone = [known.pop(key) for key in set(asked.removed) if key in known]
    is_revision = any(before[goal.key] is not None for goal in (*changed, *gone))
    changes = GoalChanges(new=new, changed=changed, gone=gone, is_revision=is_revision)
    if not changes and asked.decision == _decision_of(plan):
        return changes
    if plan.version != version:
        raise conflict_over(plan)
    _require_decided_in_time(plan, asked.decided_on)
    for goal in (*new, *changed):
        _require_in_range(goal, plan)
    _require_minority_within_all([*known.values(), *new])
    set_anew = [goal for goal in (*new, *changed) if goal.value != before.get(goal.key)]
    _require_agreement(plan, [*known.values(), *new], set_anew)
    if is_revision:
        _require_new_document(plan, asked)
    return changes


def _require_new_document(plan: YearPlan, asked: GoalsInput) -> None:
    if not asked.decision_number or asked.decided_on is None:
        raise CannotSetTargets(
            "Hãy ghi số và ngày của văn bản thay đổi mục tiêu.", field="decision_number"
        )
    if (asked.decision_number, asked.decided_on) == (plan.decision_number, plan.decided_on):
        raise CannotSetTargets(
            "Mục tiêu đã đặt theo văn bản này; hãy ghi số và ngày của văn bản thay đổi.",
            field="decision_number",
        )


def _require_agreement(plan: YearPlan, goals: Sequence[Goal], saved: Sequence[Goal]) -> None:
    """Raise CannotSetTargets naming every contradiction of the goals saved, beside the first."""
    touched = {
        (goal.group, goal.code in OF_MINORITY)
        for goal in saved
        if goal.value is not None and goal.code in OF_FALL
    }
    found = [
        (group, each)
        for group in GoalGroup
        for each in goal_contradictions(plan, goals, group)
        if (group, each.code in OF_MINORITY) in touched
    ]
    if found:
        group, first = found[0]
        raise CannotSetTargets(
            " ".join(contradiction_words(each) for _, each in found),
            field=first.code if group == GoalGroup.EVERYWHERE else None,
        )


def _decision_of(plan: YearPlan) -> tuple[str, dt.date | None, str, str]:
    return plan.decision_number, plan.decided_on, plan.decided_by, plan.legal_basis


def _require_sense(
    plan: YearPlan,
    known: Mapping[GoalKey, Goal],
    goals: Sequence[GoalInput],
    removed: Collection[GoalKey],
) -> None:
    keys = [goal.key for goal in goals]
    if len(set(keys)) != len(keys) or set(keys) & set(removed):
        raise CannotSetTargets("Mỗi mục tiêu chỉ được nêu một lần.", field="goals")
    if any(is_first(code, group) for code, group, _ in removed):
        raise CannotSetTargets(
            "Mục tiêu có sẵn của kế hoạch không bỏ được; hãy để trống mức nếu chưa đặt."
        )
    if len({*known, *keys} - set(removed)) > MOST_GOALS:
        raise CannotSetTargets(f"Một kế hoạch có nhiều nhất {MOST_GOALS} mục tiêu.")
    for goal in goals:
        if goal.code not in GoalCode or goal.group not in GoalGroup:
            raise CannotSetTargets(f"Không có mục tiêu “{goal.code}”.", field="goals")
        if (goal.code == GoalCode.DEPRIVATION_RATE) != (goal.indicator_id is not None):
            raise CannotSetTargets(
                "Mục tiêu về thiếu hụt phải nêu chỉ số; mục tiêu khác thì không.", field="goals"
            )


def _new_and_changed(
    plan: YearPlan, known: Mapping[GoalKey, Goal], goals: Sequence[GoalInput]
) -> tuple[list[Goal], list[Goal]]:
    """Return the goals to add and those that change, with their new values."""
    new, changed = [], []
    indicators = _indicators(plan, goals)
    position = max((goal.position for goal in known.values()), default=0)
    for given in goals:
        goal = known.get(given.key)
        if goal is None:
            position += 1
            indicator = indicators[given.indicator_id] if given.indicator_id else None
            goal = Goal(
                plan=plan,
                code=given.code,
                group=given.group,
                indicator=indicator,
                comparison=GOAL_COMPARISONS[given.code],
                position=position,
            )
            new.append(goal)
        elif (goal.comparison, goal.value) != (given.comparison or goal.comparison, given.value):
            changed.append(goal)
        goal.comparison, goal.value = given.comparison or goal.comparison, given.value
    return new, changed


def _indicators(plan: YearPlan, goals: Sequence[GoalInput]) -> dict[int, Indicator]:
    """Return the services the goals are about; they must belong to the plan's standard."""
    wanted = {goal.indicator_id for goal in goals if goal.indicator_id is not None}
    if not wanted:
        return {}
    found = Indicator.objects.filter(standard=plan.standard_id).in_bulk(wanted)
    if wanted - set(found):
        raise CannotSetTargets("Chỉ số phải thuộc chuẩn nghèo của kế hoạch.", field="goals")
    return found


def _require_decided_in_time(plan: YearPlan, decided_on: dt.date | None) -> None:
    if decided_on is not None and abs(decided_on.year - plan.year) > 1:
        raise CannotSetTargets(
            f"Ngày ban hành phải từ năm {plan.year - 1} đến năm {plan.year + 1}.",
            field="decided_on",
        )


def _require_in_range(goal: Goal, plan: YearPlan) -> None:
    value, label = goal.value, goal.label
    field = goal.code if is_first(goal.code, goal.group) else None
    if value is None:
        return
    if goal.unit != Unit.HOUSEHOLDS:
        if not 0 <= value <= 1:
            raise CannotSetTargets(f"{label}: tỷ lệ phải từ 0 đến 100 %.", field=field)
        return
    if value != int(value) or value < 0:
        raise CannotSetTargets(f"{label}: số hộ phải là số nguyên.", field=field)
    most = _most_households(goal, plan)
    if value > most:
        raise CannotSetTargets(f"{label}: không được quá {count(most)} hộ.", field=field)


def _most_households(goal: Goal, plan: YearPlan) -> int:
    """Return the largest possible value of a goal in households, according to the baseline."""
    name = {GoalCode.POOR_FALL: "poor", GoalCode.EM_POOR_FALL: "em_poor"}.get(
        GoalCode(goal.code), "households"
    )
    whole: int = getattr(plan, name)
    if goal.group == GoalGroup.EVERYWHERE:
        return whole
    of_border = plan.commune_targets.filter(commune__is_border=True)
    known = of_border.aggregate(most=Sum(name))["most"]
    return whole if known is None else known


def _require_minority_within_all(goals: Sequence[Goal]) -> None:
    values = {(goal.code, goal.group): goal.value for goal in goals}
    for group in GoalGroup:
        every = values.get((GoalCode.POOR_FALL, group))
        minority = values.get((GoalCode.EM_POOR_FALL, group))
        if every is not None and minority is not None and minority > every:
            raise CannotSetTargets(
                "Số hộ nghèo dân tộc thiểu số giảm không được lớn hơn số hộ nghèo giảm.",
                field=GoalCode.EM_POOR_FALL if group == GoalGroup.EVERYWHERE else None,
            )


def _save(plan: YearPlan, *, by: User, reason: str) -> YearPlan:
    plan.version += 1
    save_with_history(plan, by=by, reason=reason)
    return plan

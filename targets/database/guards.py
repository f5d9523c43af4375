"""A commune's target is its share in the adopted allocation: the database refuses anything else.

While a plan has an adopted allocation, `fall` and `em_fall` of each of its commune targets equal
the commune's line of that allocation (0 without a line). A service that adopts another allocation
first replaces the former one, then writes the targets, then adopts.
"""

from common.triggers import Trigger, TriggerSet

TARGET = "target_is_the_adopted_share"

SENTENCES = {
    TARGET: (
        "Chỉ tiêu của xã phải đúng bằng phương án giao chỉ tiêu đang áp dụng."
        " Muốn thay đổi, hãy lập và giao một phương án mới."
    ),
}

_PLAN = "targets_yearplan"
_ALLOCATION = "targets_allocation"
_LINE = "targets_allocationline"
_COMMUNE_TARGET = "targets_communetarget"


def _differs(target: str, line: str) -> str:
    return (
        f"({target}.fall <> COALESCE({line}.fall, 0)"
        f" OR {target}.em_fall <> COALESCE({line}.em_fall, 0))"
    )


_OF_TARGETS = (
    Trigger(
        name=f"{TARGET}_on_target_{event.split()[0].lower()}",
        table=_COMMUNE_TARGET,
        event=event,
        condition=f"EXISTS (SELECT 1 FROM {_ALLOCATION} a LEFT JOIN {_LINE} l"
        " ON l.allocation_id = a.id AND l.commune_id = NEW.commune_id"
        f" WHERE a.plan_id = NEW.plan_id AND a.state = 'ADOPTED' AND {_differs('NEW', 'l')})",
        marker=TARGET,
        lock=f"SELECT 1 FROM {_PLAN} p WHERE p.id = NEW.plan_id FOR KEY SHARE OF p",
        tables=(_PLAN, _ALLOCATION, _LINE),
    )
    for event in ("INSERT", "UPDATE OF fall, em_fall, plan_id, commune_id")
)

# The plan is locked for an adoption only: a draft is saved while its own row is locked, and an
# adoption locks the plan first.
_OF_ALLOCATIONS = (
    Trigger(
        name=f"{TARGET}_on_adoption_{event.split()[0].lower()}",
        table=_ALLOCATION,
        event=event,
        condition=f"NEW.state = 'ADOPTED' AND EXISTS (SELECT 1 FROM {_COMMUNE_TARGET} t"
        f" LEFT JOIN {_LINE} l ON l.allocation_id = NEW.id AND l.commune_id = t.commune_id"
        f" WHERE t.plan_id = NEW.plan_id AND {_differs('t', 'l')})",
        marker=TARGET,
        lock=f"SELECT 1 FROM {_PLAN} p"
        " WHERE p.id = NEW.plan_id AND NEW.state = 'ADOPTED' FOR UPDATE OF p",
        tables=(_PLAN, _COMMUNE_TARGET, _LINE),
    )
    for event in ("INSERT", "UPDATE OF state, plan_id")
)


def _of_line(event: str, row: str, *, leaves: bool = False) -> Trigger:
    """Compare the target with the line as it becomes (NEW), or with no line when it goes (OLD)."""
    differs = _differs("t", "NEW") if row == "NEW" else "(t.fall <> 0 OR t.em_fall <> 0)"
    condition = (
        f"EXISTS (SELECT 1 FROM {_ALLOCATION} a JOIN {_COMMUNE_TARGET} t ON t.plan_id = a.plan_id"
        f" WHERE a.id = {row}.allocation_id AND a.state = 'ADOPTED'"
        f" AND t.commune_id = {row}.commune_id AND {differs})"
    )
    if leaves:
        moved = "NEW.allocation_id <> OLD.allocation_id OR NEW.commune_id <> OLD.commune_id"
        condition = f"({moved}) AND {condition}"
    suffix = "_leaving" if leaves else ""
    return Trigger(
        name=f"{TARGET}_on_line_{event.split()[0].lower()}{suffix}",
        table=_LINE,
        event=event,
        condition=condition,
        marker=TARGET,
        lock=f"SELECT 1 FROM {_ALLOCATION} a WHERE a.id = {row}.allocation_id FOR SHARE OF a",
        tables=(_ALLOCATION, _COMMUNE_TARGET),
    )


_OF_LINES = (
    _of_line("INSERT", "NEW"),
    _of_line("UPDATE OF fall, em_fall, allocation_id, commune_id", "NEW"),
    _of_line("UPDATE OF allocation_id, commune_id", "OLD", leaves=True),
    _of_line("DELETE", "OLD"),
)

TARGETS_TRIGGERS = TriggerSet(
    triggers=(*_OF_TARGETS, *_OF_ALLOCATIONS, *_OF_LINES), sentences=SENTENCES
)

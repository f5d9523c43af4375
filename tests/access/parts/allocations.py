"""The allocation of the district's goal."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from targets.models import Allocation
from tests import factories
from tests.access.line import DOWNLOADERS, EVERYONE, LEADERS, PLANNERS, Line

LINES: list[Line] = [
    Line("targets:allocations", "GET", EVERYONE),
    Line("targets:allocation_list", "GET", EVERYONE, year="year"),
    Line("targets:allocation_create", "POST", PLANNERS, year="year"),
    Line("targets:allocation_detail", "GET", EVERYONE, pk="allocation"),
    Line("targets:allocation_save", "POST", PLANNERS, pk="draft allocation"),
    Line("targets:allocation_preview", "POST", PLANNERS, pk="draft allocation"),
    Line("targets:allocation_propose", "POST", PLANNERS, pk="draft allocation"),
    Line("targets:allocation_restore", "POST", PLANNERS, pk="draft allocation"),
    Line("targets:allocation_submit", "GET", PLANNERS, pk="draft allocation"),
    Line("targets:allocation_submit", "POST", PLANNERS, pk="draft allocation"),
    Line("targets:allocation_return", "POST", PLANNERS, pk="draft allocation"),
    Line("targets:allocation_adopt", "GET", LEADERS, pk="draft allocation"),
    Line("targets:allocation_adopt", "POST", LEADERS, pk="draft allocation"),
    Line("targets:allocation_withdraw", "GET", LEADERS, pk="allocation"),
    Line("targets:allocation_withdraw", "POST", LEADERS, pk="allocation"),
    Line("targets:allocation_copy", "POST", PLANNERS, pk="allocation"),
    Line("targets:allocation_discard", "POST", PLANNERS, pk="draft allocation"),
    Line("targets:allocation_export", "GET", DOWNLOADERS, pk="allocation"),
    Line("targets:allocation_decision", "GET", DOWNLOADERS, pk="allocation"),
    Line("targets:allocation_submission", "GET", PLANNERS, pk="draft allocation"),
    Line("api:allocation_decision", "GET", DOWNLOADERS, pk="allocation"),
    Line("api:allocation_submission", "GET", PLANNERS, pk="draft allocation"),
    Line("api:allocation_list", "GET", EVERYONE, year="year"),
    Line("api:allocation_list", "POST", PLANNERS, year="year"),
    Line("api:allocation_detail", "GET", EVERYONE, pk="allocation"),
    Line("api:allocation_detail", "PUT", PLANNERS, pk="draft allocation"),
    Line("api:allocation_propose", "POST", PLANNERS, pk="draft allocation"),
    Line("api:allocation_copy", "POST", PLANNERS, pk="allocation"),
    Line("api:allocation_discard", "POST", PLANNERS, pk="draft allocation"),
    Line("api:allocation_restore", "POST", PLANNERS, pk="draft allocation"),
    Line("api:allocation_preview", "GET", PLANNERS, pk="draft allocation"),
    Line("api:allocation_submit", "POST", PLANNERS, pk="draft allocation"),
    Line("api:allocation_return", "POST", PLANNERS, pk="draft allocation"),
    Line("api:allocation_withdraw", "POST", LEADERS, pk="allocation"),
    Line("api:allocation_adopt", "POST", LEADERS, pk="draft allocation"),
    Line("api:allocation_export", "GET", DOWNLOADERS, pk="allocation"),
]


def _allocation() -> int:
    known = Allocation.objects.filter(state="ADOPTED").first()
    return (known or factories.AllocationFactory(adopted=True)).pk


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "allocation": _allocation,
    "draft allocation": lambda: factories.AllocationFactory().pk,
}

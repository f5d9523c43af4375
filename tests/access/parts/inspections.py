"""Re-checks and watch list."""

from collections.abc import Callable
from typing import Any

from areas.models import Commune
from areas.queries import today
from tests import factories
from tests.access.line import OFFICE, Line
from tests.inspections.data import drawn_sample

LINES: list[Line] = [
    Line("inspections:sample_list", "GET", OFFICE),
    Line("inspections:sample_draw", "GET", OFFICE),
    Line("inspections:sample_draw", "POST", OFFICE),
    Line("inspections:watch_list", "GET", OFFICE),
    Line("inspections:sample_detail", "GET", OFFICE, pk="sample"),
    Line("inspections:sample_export", "GET", OFFICE, pk="sample"),
    Line("inspections:sample_minutes", "GET", OFFICE, pk="sample"),
    Line("api:recheck_sample_minutes", "GET", OFFICE, pk="sample"),
    Line("inspections:sample_close", "POST", OFFICE, pk="sample"),
    Line("inspections:case_edit", "GET", OFFICE, pk="case of a sample"),
    Line("inspections:case_edit", "POST", OFFICE, pk="case of a sample"),
    Line("api:recheck_sample_list", "GET", OFFICE),
    Line("api:recheck_sample_list", "POST", OFFICE),
    Line("api:recheck_sample_detail", "GET", OFFICE, pk="sample"),
    Line("api:recheck_sample_close", "POST", OFFICE, pk="sample"),
    Line("api:recheck_sample_export", "GET", OFFICE, pk="sample"),
    Line("api:recheck_case_detail", "GET", OFFICE, pk="case of a sample"),
    Line("api:recheck_case_detail", "PUT", OFFICE, pk="case of a sample"),
    Line("api:watch_near_line", "GET", OFFICE, given="round of this year"),
    Line("api:watch_groups", "GET", OFFICE, given="round of this year"),
    Line("api:watch_recent_exits", "GET", OFFICE, given="round of this year"),
]


# Objects of a commune and objects of the whole district: how to create each kind.
IN_A_COMMUNE: dict[str, Callable[[Commune], Any]] = {
    "sample": lambda commune: drawn_sample(commune).pk,
    "case of a sample": lambda commune: drawn_sample(commune).cases.get().pk,
}
OF_THE_DISTRICT: dict[str, Callable[[], Any]] = {
    "round of this year": lambda: factories.RoundFactory(year=today().year).pk,
}

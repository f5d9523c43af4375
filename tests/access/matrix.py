"""Who may open what: one line per address and method, written down by hand.

Not taken from the decorators: those are what it checks. `pk="household"` names the thing the
address is about (tests/access/people.py); a thing of a commune is also asked for by people of
another commune, who must not find it.
"""

from dataclasses import dataclass

from accounts.choices import Role
from tests.access.people import ADMIN, BANK, CHAIR, DEPARTMENT, LABOUR, LEADER, OFFICER

EVERYONE = frozenset(Role)
STRANGERS = EVERYONE | {"ANONYMOUS"}

READERS = frozenset({OFFICER, CHAIR, LABOUR, DEPARTMENT, BANK})  # of households by name
WRITERS = frozenset({OFFICER, LABOUR})  # of households and forms
CHAIRS = frozenset({CHAIR})
OFFICE = frozenset({LABOUR})
PLANNERS = frozenset({LABOUR, LEADER})
DOWNLOADERS = EVERYONE - {ADMIN}
ADMINS = frozenset({ADMIN})


@dataclass(frozen=True, slots=True)
class Line:
    """One address with one method, and the roles that may use it."""

    name: str
    method: str
    allowed: frozenset[str]
    pk: str = ""
    year: str = ""
    given: str = ""  # what must exist besides, though the address does not name it

    @property
    def things(self) -> dict[str, str]:
        """The address's arguments and what each stands for."""
        return {key: thing for key, thing in (("pk", self.pk), ("year", self.year)) if thing}

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api:")

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


MATRIX = [
    Line("home", "GET", EVERYONE),
    Line("healthz", "GET", STRANGERS),
    #
    Line("accounts:login", "GET", STRANGERS),
    Line("accounts:login", "POST", STRANGERS),
    Line("accounts:logout", "POST", STRANGERS),
    Line("accounts:password_change", "GET", EVERYONE),
    Line("accounts:password_change", "POST", EVERYONE),
    Line("accounts:user_list", "GET", ADMINS),
    Line("accounts:user_create", "GET", ADMINS),
    Line("accounts:user_create", "POST", ADMINS),
    Line("accounts:user_edit", "GET", ADMINS, pk="user"),
    Line("accounts:user_edit", "POST", ADMINS, pk="user"),
    Line("accounts:user_reset_password", "POST", ADMINS, pk="user"),
    Line("accounts:user_set_active", "POST", ADMINS, pk="user"),
    Line("accounts:role_table", "GET", ADMINS),
    Line("accounts:token_list", "GET", EVERYONE),
    Line("accounts:token_issue", "GET", EVERYONE),
    Line("accounts:token_issue", "POST", EVERYONE),
    Line("accounts:token_revoke", "POST", EVERYONE, pk="token"),
    #
    Line("areas:list", "GET", EVERYONE),
    Line("areas:commune_detail", "GET", EVERYONE, pk="commune"),
    Line("areas:zone_add", "GET", OFFICE, pk="commune"),
    Line("areas:zone_add", "POST", OFFICE, pk="commune"),
    Line("areas:zone_remove", "POST", OFFICE, pk="zone"),
    Line("areas:village_add", "GET", OFFICE, pk="commune"),
    Line("areas:village_add", "POST", OFFICE, pk="commune"),
    Line("areas:village_edit", "GET", OFFICE, pk="village"),
    Line("areas:village_edit", "POST", OFFICE, pk="village"),
    Line("areas:ethnic_group_list", "GET", EVERYONE),
    Line("areas:ethnic_group_edit", "GET", OFFICE, pk="ethnic group"),
    Line("areas:ethnic_group_edit", "POST", OFFICE, pk="ethnic group"),
    #
    Line("households:list", "GET", READERS),
    Line("households:export", "GET", READERS),
    Line("households:create", "GET", WRITERS),
    Line("households:create", "POST", WRITERS),
    Line("households:detail", "GET", READERS, pk="household"),
    Line("households:edit", "GET", WRITERS, pk="household"),
    Line("households:edit", "POST", WRITERS, pk="household"),
    Line("households:history", "GET", READERS, pk="household"),
    Line("households:leave", "GET", WRITERS, pk="household"),
    Line("households:leave", "POST", WRITERS, pk="household"),
    Line("households:rejoin", "POST", WRITERS, pk="household that left"),
    Line("households:assessment_list", "GET", READERS),
    Line("households:assessment_todo", "GET", READERS),
    Line("households:assessment_create", "GET", WRITERS, pk="household"),
    Line("households:assessment_create", "POST", WRITERS, pk="household"),
    Line("households:assessment_detail", "GET", READERS, pk="draft"),
    Line("households:assessment_edit", "GET", WRITERS, pk="draft"),
    Line("households:assessment_edit", "POST", WRITERS, pk="draft"),
    Line("households:assessment_preview", "POST", WRITERS, pk="draft"),
    Line("households:assessment_submit", "GET", WRITERS, pk="draft"),
    Line("households:assessment_submit", "POST", WRITERS, pk="draft"),
    Line("households:assessment_discard", "POST", WRITERS, pk="draft"),
    Line("households:assessment_approve", "POST", CHAIRS, pk="submitted form"),
    Line("households:assessment_approve_many", "GET", CHAIRS),
    Line("households:assessment_approve_many", "POST", CHAIRS),
    Line("households:assessment_return", "GET", CHAIRS, pk="submitted form"),
    Line("households:assessment_return", "POST", CHAIRS, pk="submitted form"),
    Line("households:record_list", "GET", READERS),
    Line("households:record_export", "GET", READERS),
    Line("households:round_list", "GET", EVERYONE),
    Line("households:round_create", "GET", OFFICE),
    Line("households:round_create", "POST", OFFICE),
    Line("households:round_edit", "GET", OFFICE, pk="round"),
    Line("households:round_edit", "POST", OFFICE, pk="round"),
    Line("households:round_set_state", "GET", OFFICE, pk="round"),
    Line("households:round_set_state", "POST", OFFICE, pk="round"),
    Line("households:standard_list", "GET", EVERYONE),
    Line("households:standard_detail", "GET", EVERYONE, pk="standard"),
    #
    Line("targets:progress", "GET", EVERYONE),
    Line("targets:plan", "GET", EVERYONE),
    Line("targets:plan_create", "GET", OFFICE),
    Line("targets:plan_create", "POST", OFFICE),
    Line("targets:baseline_edit", "GET", OFFICE, year="year"),
    Line("targets:baseline_edit", "POST", OFFICE, year="year"),
    Line("targets:goals_edit", "GET", PLANNERS, year="year"),
    Line("targets:goals_edit", "POST", PLANNERS, year="year"),
    Line("targets:commune_targets_edit", "GET", PLANNERS, year="year"),
    Line("targets:commune_targets_edit", "POST", PLANNERS, year="year"),
    #
    Line("reports:catalogue", "GET", DOWNLOADERS),
    Line("reports:district_summary", "GET", DOWNLOADERS, year="year"),
    #
    Line("api:schema", "GET", EVERYONE),
    Line("api:user_list", "GET", ADMINS),
    Line("api:user_list", "POST", ADMINS),
    Line("api:user_detail", "GET", ADMINS, pk="user"),
    Line("api:user_detail", "PUT", ADMINS, pk="user"),
    Line("api:user_reset_password", "POST", ADMINS, pk="user"),
    Line("api:user_set_active", "POST", ADMINS, pk="user"),
    Line("api:role_table", "GET", ADMINS),
    Line("api:own_password", "POST", EVERYONE),
    Line("api:token_list", "GET", EVERYONE),
    Line("api:token_list", "POST", EVERYONE),
    Line("api:token_revoke", "POST", EVERYONE, pk="token"),
    Line("api:commune_list", "GET", EVERYONE),
    Line("api:commune_detail", "GET", EVERYONE, pk="commune"),
    Line("api:zone_add", "POST", OFFICE, pk="commune"),
    Line("api:zone_remove", "DELETE", OFFICE, pk="zone"),
    Line("api:village_list", "GET", EVERYONE),
    Line("api:village_list", "POST", OFFICE),
    Line("api:village_change", "PUT", OFFICE, pk="village"),
    Line("api:ethnic_group_list", "GET", EVERYONE),
    Line("api:ethnic_group_change", "PUT", OFFICE, pk="ethnic group"),
    Line("api:household_list", "GET", READERS),
    Line("api:household_list", "POST", WRITERS),
    Line("api:household_export", "GET", READERS),
    Line("api:household_detail", "GET", READERS, pk="household"),
    Line("api:household_detail", "PUT", WRITERS, pk="household"),
    Line("api:household_members", "GET", READERS, pk="household"),
    Line("api:household_history", "GET", READERS, pk="household"),
    Line("api:household_leave", "POST", WRITERS, pk="household"),
    Line("api:household_rejoin", "POST", WRITERS, pk="household that left"),
    Line("api:assessment_list", "GET", READERS),
    Line("api:assessment_list", "POST", WRITERS),
    Line("api:assessment_detail", "GET", READERS, pk="draft"),
    Line("api:assessment_detail", "PUT", WRITERS, pk="draft"),
    Line("api:assessment_submit", "POST", WRITERS, pk="draft"),
    Line("api:assessment_discard", "POST", WRITERS, pk="draft"),
    Line("api:assessment_approve", "POST", CHAIRS, pk="submitted form"),
    Line("api:assessment_return", "POST", CHAIRS, pk="submitted form"),
    Line("api:poverty_record_list", "GET", READERS),
    Line("api:poverty_record_export", "GET", READERS),
    Line("api:round_list", "GET", EVERYONE),
    Line("api:round_list", "POST", OFFICE),
    Line("api:round_detail", "GET", EVERYONE, pk="round"),
    Line("api:round_detail", "PUT", OFFICE, pk="round"),
    Line("api:round_close", "POST", OFFICE, pk="round"),
    Line("api:round_reopen", "POST", OFFICE, pk="round"),
    Line("api:standard_list", "GET", EVERYONE),
    Line("api:standard_detail", "GET", EVERYONE, pk="standard"),
    Line("api:year_plan_list", "GET", EVERYONE),
    Line("api:year_plan_list", "POST", OFFICE),
    Line("api:year_plan_detail", "GET", EVERYONE, year="year"),
    Line("api:year_plan_baseline", "PUT", OFFICE, year="year"),
    Line("api:year_plan_goals", "PUT", PLANNERS, year="year"),
    Line("api:year_plan_commune_targets", "PUT", PLANNERS, year="year"),
    Line("api:progress", "GET", EVERYONE, given="year"),
    Line("api:report_list", "GET", DOWNLOADERS),
    Line("api:report_district_summary", "GET", DOWNLOADERS, given="year"),
]

"""Every stored column is falsified: the database refuses it, a check names it, or a reason is here."""

import pytest
from django.db import connection

from common import triggers
from povertyapp.number_checks import history
from tests.demo import falsification
from tests.demo.falsification import Column, has_rows, silent_rows, stored_columns

# Columns that no check compares, with the reason. They are in no history either.
UNCHECKED = {
    "a secret or the moment of a sign-in, shown on no page": (
        "accounts_user.password",
        "accounts_user.last_login",
        "accounts_user.sign_in_key",
        "accounts_apitoken.token_hash",
    ),
    "a sort key that follows from the name": ("households_household.given_name_key",),
    "what an event restores when it is undone, and its form as it was filled in: no figure": (
        "households_lifeevent.said",
        "households_lifeevent.before",
        "households_lifeevent.after",
    ),
    "names of the time, and the place where an event is listed": (
        "households_lifeeventpart.commune_id",
        "households_lifeeventpart.code",
        "households_lifeeventpart.head_name",
    ),
    "tells whether an event can still be undone": ("households_lifeeventpart.version_after",),
}
# Tables without a row in the demo. Those with a history are compared with it like all others.
EMPTY = {
    "work that a user has not saved yet": ("accounts_keptform",),
    "proposals and confirmations; what is decided is in the tables that they change": (
        "targets_goalproposal",
        "households_rescoring",
        "households_rescoringchange",
        "households_duplicatedecision",
    ),
    "the database refuses every change of an undone closing": ("households_roundunlock",),
    "no demo row": (
        "accounts_apitoken",
        "areas_communezone",
        "households_roundreopening",
        "targets_attachment",
    ),
}
# Tables that figures are counted from: a change is noticed even where its history says the same.
OF_FIGURES = (
    *("households_povertyrecord", "households_household", "households_member"),
    *("households_assessment", "households_assessmentresult"),
    *("targets_yearplan", "targets_goal", "targets_communetarget", "targets_pathpoint"),
    *("targets_allocation", "targets_allocationline", "targets_exitregistration"),
)
# Columns of those tables about which only the history tells.
ONLY_HISTORY_TELLS = {
    "words, names and their keys: no figure": (
        *("households_household.code", "households_household.address"),
        *("households_household.search_key", "households_household.sort_key"),
        *("households_household.left_reason", "households_member.search_key"),
        *("households_assessment.note", "households_assessment.change_reason"),
        *("households_assessment.correction_reason", "households_assessment.return_reason"),
        *("targets_yearplan.baseline_source", "targets_yearplan.decision_number"),
        *("targets_yearplan.decided_on", "targets_yearplan.decided_by"),
        *("targets_yearplan.legal_basis", "targets_goal.position"),
        *("targets_allocation.name", "targets_allocation.note"),
        *("targets_allocation.change_reason", "targets_allocation.override_reason"),
        *("targets_allocation.decision_number", "targets_allocation.decided_on"),
        *("targets_exitregistration.support", "targets_exitregistration.reason"),
        *("targets_exitregistration.has_plan", "targets_exitregistration.registered_on"),
    ),
    "who wrote, when, and in which version": (
        *("households_household.client_id", "households_household.created_at"),
        *("households_household.version", "households_member.client_id"),
        *("households_assessment.client_id", "households_assessment.version"),
        *("households_assessment.entered_by_id", "households_assessment.entered_at"),
        *("households_assessment.submitted_by_id", "households_assessment.submitted_at"),
        *("households_assessment.approved_by_id", "households_assessment.approved_at"),
        *("targets_yearplan.version", "targets_allocation.client_id"),
        *("targets_allocation.submitted_by_id", "targets_allocation.submitted_at"),
        *("targets_allocation.created_by_id", "targets_allocation.created_at"),
        *("targets_allocation.adopted_by_id", "targets_allocation.adopted_at"),
        *("targets_allocation.version", "targets_exitregistration.registered_by_id"),
        "targets_exitregistration.version",
    ),
    "a fact of its own that nothing else repeats": (
        *("households_household.village_id", "households_household.no_labour_capacity"),
        *("households_household.has_merit", "households_household.earlier_exit_year"),
        *("households_member.position", "households_member.birth_date"),
        *("households_member.birth_date_is_exact", "households_member.sex"),
        *("households_member.relation", "households_member.citizen_number"),
        *("households_member.number_reason", "households_member.schooling"),
        *("households_member.work", "households_member.has_health_insurance"),
        *("households_member.has_disability", "targets_goal.comparison"),
        *("targets_allocation.rule", "targets_allocation.answers_due_on"),
        *("targets_allocation.overwritten", "targets_allocation.follows_id"),
        *("targets_allocation.number", "targets_allocationline.weight"),
        *("targets_allocationline.least_fall", "targets_allocationline.least_em_fall"),
    ),
    "moved away or dissolved: either way the household left": ("households_household.state",),
    "a plan without an adopted allocation is a plan in preparation": ("targets_allocation.state",),
    "a form in progress is in no figure": (
        "households_assessment.household_id",
        "households_assessment.commune_id",
        "households_assessment.cleared_on",
    ),
    "any day within the round is possible": ("households_assessment.surveyed_on",),
    "a larger house changes no answer until 8 m² a person": ("households_assessment.house_area",),
    "what the form showed when it was filled in": (
        "households_assessment.people",
        "households_assessment.prefilled_from_id",
    ),
    "not poor at the opening counts as on no list": ("households_povertyrecord.opening_status",),
    "the class that a household on no list brought along decides nothing after its own form": (
        "households_povertyrecord.inherited_status",
    ),
}
ALL = tuple(stored_columns())
WITH_HISTORY = [column for column in ALL if column.table in OF_FIGURES and column.history]


@pytest.fixture
def guarded(small_demo) -> None:
    """The demo with the rules of the database in force; the checks are first asked about it as is."""
    triggers.install(connection)
    falsification.checks_of_figures()


def _listed(reasons) -> set[str]:
    return {name for names in reasons.values() for name in names}


def _of_tables(columns: tuple[Column, ...]) -> dict[str, list[Column]]:
    tables: dict[str, list[Column]] = {}
    for column in columns:
        tables.setdefault(column.table, []).append(column)
    return tables


BY_TABLE = _of_tables(ALL)


@pytest.mark.parametrize("table", sorted(BY_TABLE))
def test_a_falsified_column_is_refused_or_named(guarded, table):
    unchecked = _listed(UNCHECKED)
    silent = [
        what
        for column in BY_TABLE[table]
        if column.name not in unchecked
        for what in silent_rows(column, with_history=False)
    ]

    assert silent == []


@pytest.mark.parametrize("table", OF_FIGURES)
def test_a_falsified_figure_is_named_though_its_history_says_the_same(guarded, table):
    told = _listed(ONLY_HISTORY_TELLS)
    silent = [
        what
        for column in BY_TABLE[table]
        if column.history and column.name not in told
        for what in silent_rows(column, with_history=True)
    ]

    assert silent == []


def test_every_listed_column_and_table_exists(guarded):
    names = {column.name for column in ALL}
    of_figures = {column.name for column in WITH_HISTORY}

    assert _listed(UNCHECKED) <= names
    assert _listed(ONLY_HISTORY_TELLS) <= of_figures
    empty = {column.table for column in ALL if not has_rows(column.model)}
    assert empty == _listed(EMPTY)


def test_a_column_without_a_check_is_found(guarded, monkeypatch):
    """Without the comparison with the history a changed address is silent."""
    column = next(one for one in ALL if one.name == "households_household.address")
    assert silent_rows(column, with_history=False) == []

    monkeypatch.setattr(history, "rows_unlike_their_history", lambda *_: iter(()))

    assert silent_rows(column, with_history=False)


def test_a_figure_without_its_check_is_found(guarded, monkeypatch):
    """Without its check a changed goal is silent where its history says the same."""
    column = next(one for one in ALL if one.name == "targets_goal.value")
    assert silent_rows(column, with_history=True) == []

    title = "Các mục tiêu về giảm hộ nghèo khớp nhau"
    kept = [one for one in falsification.checks_of_figures() if one.check.title != title]
    monkeypatch.setattr(falsification, "checks_of_figures", lambda: kept)

    assert silent_rows(column, with_history=True)

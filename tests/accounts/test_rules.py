"""The role table and the places of roles."""

import pytest

from accounts.choices import Action, Department, Role
from accounts.queries import role_table
from accounts.rules import ROLE_ACTIONS, may, place_problem


def test_every_role_has_its_line():
    assert set(ROLE_ACTIONS) == set(Role)


def test_an_unknown_role_may_nothing():
    assert not may("SUPERUSER", Action.VIEW_PROGRESS)


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.MANAGE_USERS, {Role.ADMINISTRATOR}),
        (Action.APPROVE_ASSESSMENTS, {Role.COMMUNE_CHAIR}),
        (Action.ENTER_ASSESSMENTS, {Role.COMMUNE_OFFICER, Role.LABOUR_OFFICE}),
        (Action.CONFIGURE, {Role.LABOUR_OFFICE}),
        (Action.SET_GOALS, {Role.LABOUR_OFFICE, Role.DISTRICT_LEADER}),
        (Action.MANAGE_LOANS, {Role.POLICY_BANK}),
        (Action.VIEW_PROGRESS, set(Role)),
    ],
)
def test_who_may(action, roles):
    assert {role for role in Role if may(role, action)} == roles


def test_nobody_who_enters_forms_approves_them():
    both = {Action.ENTER_ASSESSMENTS, Action.APPROVE_ASSESSMENTS}

    assert not [role for role, actions in ROLE_ACTIONS.items() if both <= actions]


def test_the_table_shown_has_a_row_per_action_and_a_cell_per_role():
    rows = role_table()

    assert [row.action for row in rows] == list(Action)
    assert {len(row.allowed) for row in rows} == {len(Role)}


@pytest.mark.parametrize(
    ("role", "has_commune", "department", "field"),
    [
        (Role.COMMUNE_OFFICER, True, "", None),
        (Role.COMMUNE_OFFICER, False, "", "commune"),
        (Role.COMMUNE_CHAIR, False, "", "commune"),
        (Role.LABOUR_OFFICE, True, "", "commune"),
        (Role.LABOUR_OFFICE, False, "", None),
        (Role.DEPARTMENT, False, Department.FINANCE, None),
        (Role.DEPARTMENT, False, "", "department"),
        (Role.POLICY_BANK, False, Department.FINANCE, "department"),
        (Role.ADMINISTRATOR, False, "", None),
    ],
)
def test_a_place_fits_its_role(role, has_commune, department, field):
    problem = place_problem(role, has_commune=has_commune, department=department)

    assert (problem and problem[0]) == field

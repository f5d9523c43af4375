"""Who may do what: one table, read aloud line by line."""

from accounts.choices import Action, Role

_EVERYONE = frozenset({Action.VIEW_PROGRESS, Action.VIEW_CATALOGUES})

ROLE_ACTIONS: dict[str, frozenset[str]] = {
    Role.COMMUNE_OFFICER: _EVERYONE
    | {
        Action.VIEW_HOUSEHOLDS,
        Action.EDIT_HOUSEHOLDS,
        Action.ENTER_ASSESSMENTS,
        Action.DOWNLOAD_REPORTS,
    },
    Role.COMMUNE_CHAIR: _EVERYONE
    | {Action.VIEW_HOUSEHOLDS, Action.APPROVE_ASSESSMENTS, Action.DOWNLOAD_REPORTS},
    Role.LABOUR_OFFICE: _EVERYONE
    | {
        Action.VIEW_HOUSEHOLDS,
        Action.EDIT_HOUSEHOLDS,
        Action.ENTER_ASSESSMENTS,
        Action.SET_GOALS,
        Action.EDIT_BASELINE,
        Action.CONFIGURE,
        Action.DOWNLOAD_REPORTS,
    },
    Role.DISTRICT_LEADER: _EVERYONE | {Action.SET_GOALS, Action.DOWNLOAD_REPORTS},
    Role.DEPARTMENT: _EVERYONE | {Action.VIEW_HOUSEHOLDS, Action.DOWNLOAD_REPORTS},
    Role.POLICY_BANK: _EVERYONE
    | {Action.VIEW_HOUSEHOLDS, Action.MANAGE_LOANS, Action.DOWNLOAD_REPORTS},
    Role.ADMINISTRATOR: _EVERYONE | {Action.MANAGE_USERS},
}


def may(role: str, action: str) -> bool:
    """Say whether a role carries an action; an unknown role carries none."""
    return action in ROLE_ACTIONS.get(role, frozenset())

"""The role table: who may do what."""

from accounts.choices import COMMUNE_ROLES, Action, Role

_EVERYONE = frozenset({Action.VIEW_PROGRESS, Action.VIEW_CATALOGUES, Action.USE_API})

ROLE_ACTIONS: dict[str, frozenset[str]] = {
    Role.COMMUNE_OFFICER: _EVERYONE
    | {
        Action.VIEW_HOUSEHOLDS,
        Action.VIEW_SMALL_NUMBERS,
        Action.EDIT_HOUSEHOLDS,
        Action.ENTER_ASSESSMENTS,
        Action.RUN_PROCEDURE,
        Action.ANSWER_TARGETS,
        Action.REGISTER_EXITS,
        Action.ANALYSE_REASONS,
        Action.REPORT_DIRECTIONS,
        Action.DOWNLOAD_REPORTS,
    },
    Role.COMMUNE_CHAIR: _EVERYONE
    | {
        Action.VIEW_HOUSEHOLDS,
        Action.VIEW_SMALL_NUMBERS,
        Action.APPROVE_ASSESSMENTS,
        Action.SIGN_DECISIONS,
        Action.ANSWER_TARGETS,
        Action.REGISTER_EXITS,
        Action.REPORT_DIRECTIONS,
        Action.DOWNLOAD_REPORTS,
    },
    Role.LABOUR_OFFICE: _EVERYONE
    | {
        Action.VIEW_HOUSEHOLDS,
        Action.VIEW_SMALL_NUMBERS,
        Action.EDIT_HOUSEHOLDS,
        Action.ENTER_ASSESSMENTS,
        Action.GIVE_OPINION,
        Action.RECHECK,
        Action.SET_GOALS,
        Action.ANALYSE_REASONS,
        Action.GIVE_DIRECTIONS,
        Action.OPEN_THREADS,
        Action.REPORT_DIRECTIONS,
        Action.EDIT_BASELINE,
        Action.CONFIGURE,
        Action.REPLACE_TEMPLATES,
        Action.DOWNLOAD_REPORTS,
    },
    Role.DISTRICT_LEADER: _EVERYONE
    | {
        Action.VIEW_SMALL_NUMBERS,
        Action.SET_GOALS,
        Action.SIGN_FOR_DISTRICT,
        Action.GIVE_DIRECTIONS,
        Action.OPEN_THREADS,
        Action.DOWNLOAD_REPORTS,
    },
    Role.DEPARTMENT: _EVERYONE
    | {Action.VIEW_HOUSEHOLDS, Action.REPORT_DIRECTIONS, Action.DOWNLOAD_REPORTS},
    Role.POLICY_BANK: _EVERYONE
    | {
        Action.VIEW_HOUSEHOLDS,
        Action.MANAGE_LOANS,
        Action.REPORT_DIRECTIONS,
        Action.DOWNLOAD_REPORTS,
    },
    Role.ADMINISTRATOR: _EVERYONE
    | {
        Action.MANAGE_USERS,
        Action.REPLACE_TEMPLATES,
        Action.REOPEN_ROUNDS,
        Action.MERGE_UNITS,
    },
}


def may(role: str, action: str) -> bool:
    """Return whether a role has an action; an unknown role has none."""
    return action in ROLE_ACTIONS.get(role, frozenset())


def place_problem(role: str, *, has_commune: bool, department: str) -> tuple[str, str] | None:
    """Return the field and sentence of what does not fit between a role and a place, or None."""
    if role in COMMUNE_ROLES and not has_commune:
        return "commune", "Cán bộ và chủ tịch xã phải thuộc một xã."
    if role not in COMMUNE_ROLES and has_commune:
        return "commune", "Vai trò này làm việc ở huyện; hãy để trống xã."
    if role == Role.DEPARTMENT and not department:
        return "department", "Hãy chọn phòng, ban."
    if role != Role.DEPARTMENT and department:
        return "department", "Chỉ vai trò Phòng, ban của huyện mới chọn phòng, ban."
    return None

"""The rooms of the left menu and their pages."""

from dataclasses import dataclass

from accounts.choices import COMMUNE_ROLES, Action, Role

_OFFICES = frozenset({Role.DEPARTMENT, Role.POLICY_BANK})
_DISTRICT = frozenset(Role) - COMMUNE_ROLES - {Role.ADMINISTRATOR}
_ALL_BUT_LABOUR = _OFFICES | COMMUNE_ROLES | {Role.DISTRICT_LEADER}


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuPage:
    """A page of the menu.

    `covers` are patterns of the names of further pages that belong to it, `key` is the letter typed
    after "g", and `leads` are the roles for which the line of the room opens this page. Roles in
    `not_for` may open the page by a link, but have no work there.
    """

    label: str
    url_name: str
    action: str
    covers: tuple[str, ...] = ()
    key: str = ""
    leads: frozenset[str] = frozenset()
    not_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MenuRoom:
    """A line of the menu, with the pages shown below it while one of them is open."""

    label: str
    icon: str
    pages: tuple[MenuPage, ...]


_TO_DO = MenuRoom(
    "Việc cần làm",
    "house",
    (MenuPage(label="Việc cần làm", url_name="home", action=Action.VIEW_CATALOGUES, key="v"),),
)
_DASHBOARD = MenuRoom(
    "Bảng điều hành",
    "speedometer2",
    (
        MenuPage(
            label="Bảng điều hành",
            url_name="reports:dashboard",
            action=Action.VIEW_PROGRESS,
            covers=("reports:dashboard*",),
            key="b",
        ),
    ),
)
_YEAR = MenuRoom(
    "Kế hoạch năm",
    "bullseye",
    (
        MenuPage(
            label="Tiến độ giảm nghèo",
            url_name="targets:progress",
            action=Action.VIEW_PROGRESS,
            covers=("targets:commune_year",),
            key="t",
            leads=_DISTRICT - {Role.LABOUR_OFFICE},
        ),
        MenuPage(
            label="Dự báo cuối năm",
            url_name="targets:forecast",
            action=Action.VIEW_PROGRESS,
            key="d",
        ),
        MenuPage(
            label="Chỉ tiêu được giao",
            url_name="targets:answer_home",
            action=Action.ANSWER_TARGETS,
            covers=("targets:answer_*", "targets:party_report*"),
            key="c",
            leads=COMMUNE_ROLES,
        ),
        MenuPage(
            label="Kế hoạch giảm nghèo",
            url_name="targets:plan",
            action=Action.VIEW_PROGRESS,
            covers=("targets:plan_*", "targets:goals_*", "targets:baseline_*", "targets:path_*"),
            key="k",
            leads=frozenset({Role.LABOUR_OFFICE}),
        ),
        MenuPage(
            label="Phân bổ chỉ tiêu",
            url_name="targets:allocations",
            action=Action.SET_GOALS,
            covers=("targets:allocation_*",),
            key="p",
        ),
        MenuPage(
            label="Trả lời của các xã",
            url_name="targets:answers",
            action=Action.SET_GOALS,
            covers=("targets:answer_*",),
            key="r",
        ),
    ),
)
_TASKS = MenuRoom(
    "Nhiệm vụ, trao đổi",
    "list-task",
    (
        MenuPage(
            label="Nhiệm vụ trọng tâm",
            url_name="targets:directions",
            action=Action.VIEW_PROGRESS,
            covers=("targets:direction*",),
            key="n",
        ),
        MenuPage(
            label="Trao đổi",
            url_name="correspondence:list",
            action=Action.VIEW_PROGRESS,
            covers=("correspondence:*",),
            key="m",
        ),
    ),
)
_REVIEW = MenuRoom(
    "Rà soát",
    "clipboard-check",
    (
        MenuPage(
            label="Tiến độ rà soát",
            url_name="procedure:board",
            action=Action.VIEW_PROGRESS,
            covers=("procedure:*",),
            key="q",
            not_for=_OFFICES,
        ),
        MenuPage(
            label="Phiếu rà soát",
            url_name="households:assessment_list",
            action=Action.VIEW_HOUSEHOLDS,
            covers=("households:assessment_*", "households:quick_check_*"),
            key="f",
            leads=frozenset({Role.COMMUNE_OFFICER}),
            not_for=_OFFICES,
        ),
        MenuPage(
            label="Đơn trong năm",
            url_name="procedure:application_list",
            action=Action.VIEW_HOUSEHOLDS,
            covers=("procedure:application_*",),
            key="e",
            not_for=_OFFICES,
        ),
        MenuPage(
            label="Phúc tra",
            url_name="inspections:sample_list",
            action=Action.RECHECK,
            covers=("inspections:*",),
            key="u",
        ),
    ),
)
_HOUSEHOLDS = MenuRoom(
    "Hộ dân",
    "people",
    (
        MenuPage(
            label="Sổ hộ",
            url_name="households:list",
            action=Action.VIEW_HOUSEHOLDS,
            covers=("households:*",),
            key="h",
        ),
        MenuPage(
            label="Hộ nghèo, hộ cận nghèo",
            url_name="households:record_list",
            action=Action.VIEW_HOUSEHOLDS,
            key="l",
            leads=_OFFICES,
        ),
        MenuPage(
            label="Nguyên nhân nghèo",
            url_name="support:reason_list",
            action=Action.VIEW_HOUSEHOLDS,
            covers=("support:*",),
            key="y",
        ),
        MenuPage(
            label="Đăng ký thoát nghèo",
            url_name="targets:registration_list",
            action=Action.VIEW_HOUSEHOLDS,
            covers=("targets:registration_*",),
            key="x",
        ),
        MenuPage(
            label="Biến động hộ",
            url_name="households:life_list",
            action=Action.VIEW_HOUSEHOLDS,
            covers=("households:life_*",),
            key="i",
            not_for=_OFFICES,
        ),
        MenuPage(
            label="Người, hộ nghi ghi trùng",
            url_name="households:duplicate_list",
            action=Action.EDIT_HOUSEHOLDS,
            covers=("households:duplicate_*",),
        ),
    ),
)
_REPORTS = MenuRoom(
    "Báo cáo, số liệu",
    "file-earmark-spreadsheet",
    (
        MenuPage(
            label="Báo cáo",
            url_name="reports:catalogue",
            action=Action.DOWNLOAD_REPORTS,
            covers=("reports:*",),
            key="o",
        ),
        MenuPage(
            label="Diễn biến hộ nghèo",
            url_name="households:flow",
            action=Action.VIEW_PROGRESS,
            key="w",
        ),
        MenuPage(
            label="Đối chiếu số liệu",
            url_name="households:reconciliation",
            action=Action.VIEW_PROGRESS,
            key="z",
            not_for=_OFFICES,
        ),
    ),
)
_SETTINGS = MenuRoom(
    "Thiết lập, danh mục",
    "gear",
    (
        MenuPage(
            label="Người dùng",
            url_name="accounts:user_list",
            action=Action.MANAGE_USERS,
            covers=("accounts:user_*", "accounts:role_table", "accounts:support_contact"),
            key="a",
        ),
        MenuPage(
            label="Đợt rà soát",
            url_name="households:round_list",
            action=Action.VIEW_CATALOGUES,
            covers=("households:round_*", "households:frozen_*"),
            key="j",
            not_for=_OFFICES,
        ),
        MenuPage(
            label="Chuẩn nghèo",
            url_name="households:standard_list",
            action=Action.VIEW_CATALOGUES,
            covers=("households:standard_*",),
            not_for=_OFFICES,
        ),
        MenuPage(
            label="Bảng điểm B1",
            url_name="households:scoring_list",
            action=Action.VIEW_CATALOGUES,
            covers=("households:scoring_*", "households:rescoring_*"),
            not_for=_ALL_BUT_LABOUR,
        ),
        MenuPage(
            label="Thời hạn của quy trình",
            url_name="procedure:procedures",
            action=Action.VIEW_CATALOGUES,
            covers=("procedure:term_*", "procedure:holiday_*"),
            not_for=_ALL_BUT_LABOUR,
        ),
        MenuPage(
            label="Mẫu văn bản",
            url_name="papers:list",
            action=Action.REPLACE_TEMPLATES,
            covers=("papers:*",),
        ),
        MenuPage(
            label="Đơn vị hành chính",
            url_name="areas:list",
            action=Action.VIEW_CATALOGUES,
            covers=("areas:*",),
            not_for=_OFFICES,
        ),
        MenuPage(
            label="Sắp xếp đơn vị hành chính",
            url_name="households:unit_change",
            action=Action.VIEW_CATALOGUES,
            covers=("households:unit_change*",),
            not_for=_ALL_BUT_LABOUR,
        ),
    ),
)

ROOMS = (_TO_DO, _DASHBOARD, _YEAR, _TASKS, _REVIEW, _HOUSEHOLDS, _REPORTS, _SETTINGS)

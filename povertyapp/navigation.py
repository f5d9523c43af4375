"""The left menu, filtered by what the role may do."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.http import HttpRequest
from django.urls import reverse

from accounts.choices import Action


class MenuGroup(StrEnum):
    """The menu's headings, in their order."""

    NONE = ""
    STEERING = "Điều hành"
    HOUSEHOLDS = "Hộ dân"
    REVIEW = "Rà soát"
    REFERENCE = "Báo cáo, danh mục"


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu."""

    label: str
    url_name: str
    icon: str
    action: str
    group: MenuGroup


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One line as a page shows it."""

    label: str
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class MenuSection:
    """The lines under one heading; the first section has none."""

    heading: str
    links: list[MenuLink]


_STEERING, _HOUSEHOLDS = MenuGroup.STEERING, MenuGroup.HOUSEHOLDS
_REVIEW, _REFERENCE = MenuGroup.REVIEW, MenuGroup.REFERENCE

ENTRIES = [
    MenuEntry("Tổng quan", "home", "house", Action.VIEW_CATALOGUES, MenuGroup.NONE),
    MenuEntry(
        "Bảng điều hành", "reports:dashboard", "speedometer2", Action.VIEW_PROGRESS, MenuGroup.NONE
    ),
    MenuEntry(
        "Tiến độ năm", "targets:progress", "graph-down-arrow", Action.VIEW_PROGRESS, _STEERING
    ),
    MenuEntry("Kế hoạch, chỉ tiêu", "targets:plan", "bullseye", Action.VIEW_PROGRESS, _STEERING),
    MenuEntry(
        "Chỉ tiêu được giao", "targets:answer_home", "flag", Action.ANSWER_TARGETS, _STEERING
    ),
    MenuEntry(
        "Nhiệm vụ trọng tâm", "targets:directions", "list-task", Action.VIEW_PROGRESS, _STEERING
    ),
    MenuEntry("Sổ hộ", "households:list", "people", Action.VIEW_HOUSEHOLDS, _HOUSEHOLDS),
    MenuEntry(
        "Biến động hộ", "households:life_list", "diagram-3", Action.VIEW_HOUSEHOLDS, _HOUSEHOLDS
    ),
    MenuEntry(
        "Hộ nghèo, cận nghèo",
        "households:record_list",
        "list-check",
        Action.VIEW_HOUSEHOLDS,
        _HOUSEHOLDS,
    ),
    MenuEntry(
        "Nguyên nhân nghèo",
        "support:reason_list",
        "question-diamond",
        Action.VIEW_HOUSEHOLDS,
        _HOUSEHOLDS,
    ),
    MenuEntry(
        "Đăng ký thoát nghèo",
        "targets:registration_list",
        "person-check",
        Action.VIEW_HOUSEHOLDS,
        _HOUSEHOLDS,
    ),
    MenuEntry(
        "Phiếu rà soát",
        "households:assessment_list",
        "clipboard-check",
        Action.VIEW_HOUSEHOLDS,
        _REVIEW,
    ),
    MenuEntry(
        "Đơn trong năm", "procedure:application_list", "inbox", Action.VIEW_HOUSEHOLDS, _REVIEW
    ),
    MenuEntry(
        "Quy trình rà soát", "procedure:board", "signpost-split", Action.VIEW_PROGRESS, _REVIEW
    ),
    MenuEntry("Phúc tra", "inspections:sample_list", "shuffle", Action.RECHECK, _REVIEW),
    MenuEntry(
        "Đợt rà soát", "households:round_list", "calendar-range", Action.VIEW_CATALOGUES, _REVIEW
    ),
    MenuEntry("Diễn biến", "households:flow", "table", Action.VIEW_PROGRESS, _REVIEW),
    MenuEntry(
        "Báo cáo",
        "reports:catalogue",
        "file-earmark-spreadsheet",
        Action.DOWNLOAD_REPORTS,
        _REFERENCE,
    ),
    MenuEntry(
        "Chuẩn nghèo", "households:standard_list", "rulers", Action.VIEW_CATALOGUES, _REFERENCE
    ),
    MenuEntry("Đơn vị hành chính", "areas:list", "geo-alt", Action.VIEW_CATALOGUES, _REFERENCE),
    MenuEntry("Người dùng", "accounts:user_list", "person-gear", Action.MANAGE_USERS, _REFERENCE),
]


def menu_for(request: HttpRequest) -> list[MenuSection]:
    """Return the entries the user may open under their headings, with the current one marked."""
    entries = [entry for entry in ENTRIES if request.user.may(entry.action)]  # type: ignore[union-attr]
    addresses = [_address(entry.url_name) for entry in entries]
    current = _section_of(request.path, addresses)
    links: dict[MenuGroup, list[MenuLink]] = {}
    for entry, url in zip(entries, addresses, strict=True):
        link = MenuLink(entry.label, url, entry.icon, url == current)
        links.setdefault(entry.group, []).append(link)
    return [MenuSection(group.value, links[group]) for group in MenuGroup if group in links]


@cache
def _address(url_name: str) -> str:
    return reverse(url_name)


def _section_of(path: str, addresses: list[str]) -> str:
    """Return the longest menu address that the path lies under."""
    home = _address("home")
    above = [url for url in addresses if path == url or (url != home and path.startswith(url))]
    return max(above, key=len, default="")

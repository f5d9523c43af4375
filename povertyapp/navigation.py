"""The left menu: one list, filtered by what the role may do."""

from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.urls import reverse

from accounts.choices import Action


class Group(StrEnum):
    """The menu's headings, in their order."""

    NONE = ""
    STEERING = "Điều hành"
    HOUSEHOLDS = "Hộ dân"
    REVIEW = "Rà soát"
    REFERENCE = "Báo cáo, danh mục"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    label: str
    url_name: str
    icon: str
    action: str
    group: Group


@dataclass(frozen=True, slots=True)
class Link:
    """One line as a page shows it."""

    label: str
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading; the first section has none."""

    heading: str
    links: list[Link]


_STEERING, _HOUSEHOLDS = Group.STEERING, Group.HOUSEHOLDS
_REVIEW, _REFERENCE = Group.REVIEW, Group.REFERENCE

ENTRIES = [
    Entry("Tổng quan", "home", "house", Action.VIEW_CATALOGUES, Group.NONE),
    Entry("Bảng điều hành", "reports:dashboard", "speedometer2", Action.VIEW_PROGRESS, Group.NONE),
    Entry("Tiến độ năm", "targets:progress", "graph-down-arrow", Action.VIEW_PROGRESS, _STEERING),
    Entry("Kế hoạch, chỉ tiêu", "targets:plan", "bullseye", Action.VIEW_PROGRESS, _STEERING),
    Entry("Chỉ tiêu được giao", "targets:answer_home", "flag", Action.ANSWER_TARGETS, _STEERING),
    Entry("Nhiệm vụ trọng tâm", "targets:directions", "list-task", Action.VIEW_PROGRESS, _STEERING),
    Entry("Sổ hộ", "households:list", "people", Action.VIEW_HOUSEHOLDS, _HOUSEHOLDS),
    Entry("Biến động hộ", "households:life_list", "diagram-3", Action.VIEW_HOUSEHOLDS, _HOUSEHOLDS),
    Entry(
        "Hộ nghèo, cận nghèo",
        "households:record_list",
        "list-check",
        Action.VIEW_HOUSEHOLDS,
        _HOUSEHOLDS,
    ),
    Entry(
        "Nguyên nhân nghèo",
        "support:reason_list",
        "question-diamond",
        Action.VIEW_HOUSEHOLDS,
        _HOUSEHOLDS,
    ),
    Entry(
        "Đăng ký thoát nghèo",
        "targets:registration_list",
        "person-check",
        Action.VIEW_HOUSEHOLDS,
        _HOUSEHOLDS,
    ),
    Entry(
        "Phiếu rà soát",
        "households:assessment_list",
        "clipboard-check",
        Action.VIEW_HOUSEHOLDS,
        _REVIEW,
    ),
    Entry("Đơn trong năm", "procedure:application_list", "inbox", Action.VIEW_HOUSEHOLDS, _REVIEW),
    Entry("Quy trình rà soát", "procedure:board", "signpost-split", Action.VIEW_PROGRESS, _REVIEW),
    Entry("Phúc tra", "inspections:sample_list", "shuffle", Action.RECHECK, _REVIEW),
    Entry(
        "Đợt rà soát", "households:round_list", "calendar-range", Action.VIEW_CATALOGUES, _REVIEW
    ),
    Entry("Diễn biến", "households:flow", "table", Action.VIEW_PROGRESS, _REVIEW),
    Entry(
        "Báo cáo",
        "reports:catalogue",
        "file-earmark-spreadsheet",
        Action.DOWNLOAD_REPORTS,
        _REFERENCE,
    ),
    Entry("Chuẩn nghèo", "households:standard_list", "rulers", Action.VIEW_CATALOGUES, _REFERENCE),
    Entry("Đơn vị hành chính", "areas:list", "geo-alt", Action.VIEW_CATALOGUES, _REFERENCE),
    Entry("Người dùng", "accounts:user_list", "person-gear", Action.MANAGE_USERS, _REFERENCE),
]


def menu_for(request: HttpRequest) -> list[Section]:
    """Return the lines this person may open under their headings, the current one marked."""
    entries = [entry for entry in ENTRIES if request.user.may(entry.action)]  # type: ignore[union-attr]
    addresses = [reverse(entry.url_name) for entry in entries]
    current = _section_of(request.path, addresses)
    links: dict[Group, list[Link]] = {}
    for entry, url in zip(entries, addresses, strict=True):
        link = Link(entry.label, url, entry.icon, url == current)
        links.setdefault(entry.group, []).append(link)
    return [Section(group.value, links[group]) for group in Group if group in links]


def _section_of(path: str, addresses: list[str]) -> str:
    """Return the longest address the path lies under: a household's page belongs to the register."""
    home = reverse("home")
    above = [url for url in addresses if path == url or (url != home and path.startswith(url))]
    return max(above, key=len, default="")

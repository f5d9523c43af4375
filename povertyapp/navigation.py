"""The left menu: one list, filtered by what the role may do."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from accounts.choices import Action


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu."""

    label: str
    url_name: str
    icon: str
    action: str


@dataclass(frozen=True, slots=True)
class Link:
    """One line as a page shows it."""

    label: str
    url: str
    icon: str
    is_current: bool


ENTRIES = [
    Entry("Tổng quan", "home", "house", Action.VIEW_CATALOGUES),
    Entry("Tiến độ năm", "targets:progress", "graph-down-arrow", Action.VIEW_PROGRESS),
    Entry("Kế hoạch, chỉ tiêu", "targets:plan", "bullseye", Action.VIEW_PROGRESS),
    Entry("Sổ hộ", "households:list", "people", Action.VIEW_HOUSEHOLDS),
    Entry("Biến động hộ", "households:life_list", "diagram-3", Action.VIEW_HOUSEHOLDS),
    Entry("Phiếu rà soát", "households:assessment_list", "clipboard-check", Action.VIEW_HOUSEHOLDS),
    Entry("Đơn trong năm", "procedure:application_list", "inbox", Action.VIEW_HOUSEHOLDS),
    Entry("Quy trình rà soát", "procedure:board", "signpost-split", Action.VIEW_PROGRESS),
    Entry("Hộ nghèo, cận nghèo", "households:record_list", "list-check", Action.VIEW_HOUSEHOLDS),
    Entry("Diễn biến", "households:flow", "table", Action.VIEW_PROGRESS),
    Entry("Phúc tra", "inspections:sample_list", "shuffle", Action.RECHECK),
    Entry("Báo cáo", "reports:catalogue", "file-earmark-spreadsheet", Action.DOWNLOAD_REPORTS),
    Entry("Đợt rà soát", "households:round_list", "calendar-range", Action.VIEW_CATALOGUES),
    Entry("Chuẩn nghèo", "households:standard_list", "rulers", Action.VIEW_CATALOGUES),
    Entry("Đơn vị hành chính", "areas:list", "geo-alt", Action.VIEW_CATALOGUES),
    Entry("Người dùng", "accounts:user_list", "person-gear", Action.MANAGE_USERS),
]


def menu_for(request: HttpRequest) -> list[Link]:
    """Return the lines this person may open, the current one marked."""
    entries = [entry for entry in ENTRIES if request.user.may(entry.action)]  # type: ignore[union-attr]
    addresses = [reverse(entry.url_name) for entry in entries]
    current = _section_of(request.path, addresses)
    return [
        Link(entry.label, url, entry.icon, url == current)
        for entry, url in zip(entries, addresses, strict=True)
    ]


def _section_of(path: str, addresses: list[str]) -> str:
    """Return the longest address the path lies under: a household's page belongs to the register."""
    home = reverse("home")
    above = [url for url in addresses if path == url or (url != home and path.startswith(url))]
    return max(above, key=len, default="")

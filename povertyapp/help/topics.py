"""Which chapter of the manual a page's help link opens.

The first pattern that fits the name of a page decides; `tests/help/test_topics.py` walks the pages.
"""

from fnmatch import fnmatchcase
from functools import cache

from django.urls import reverse

from accounts.choices import Role

CHAPTER_OF_ROLE = {
    Role.COMMUNE_OFFICER: "can-bo-xa",
    Role.COMMUNE_CHAIR: "chu-tich-xa",
    Role.LABOUR_OFFICE: "phong-ldtbxh",
    Role.DISTRICT_LEADER: "lanh-dao-huyen",
    Role.DEPARTMENT: "phong-ban",
    Role.POLICY_BANK: "ngan-hang",
    Role.ADMINISTRATOR: "quan-tri",
}

# Pages about the user's own work as a whole: the chapter of the role.
OF_THE_ROLE = frozenset({"home", "landing", "to_do_card"})

TOPICS = {
    "accounts:user_*": "nguoi-dung",
    "accounts:role_table": "nguoi-dung#vai-tro-va-quyen",
    "accounts:support_contact": "nguoi-dung#nguoi-ho-tro",
    "accounts:token_*": "ma-truy-cap",
    "accounts:kept_form*": "dang-nhap#khi-het-phien-lam-viec",
    "accounts:password_change": "dang-nhap#doi-mat-khau",
    "accounts:*": "dang-nhap",
    "papers:*": "bao-cao#mau-van-ban",
    "areas:ethnic_*": "don-vi#dan-toc",
    "areas:*": "don-vi",
    "households:assessment_approve*": "phieu-ra-soat#duyet-phieu",
    "households:assessment_return": "phieu-ra-soat#duyet-phieu",
    "households:assessment_*": "phieu-ra-soat",
    "households:field_form*": "phieu-ra-soat#phieu-giay",
    "households:quick_check_*": "phieu-ra-soat#ra-soat-nhanh-bang-phieu-a",
    "households:record_*": "danh-sach",
    "households:frozen_*": "danh-sach#so-lieu-da-khoa",
    "households:flow": "danh-sach#dien-bien-trong-nam",
    "households:reconciliation": "danh-sach#doi-chieu-so-lieu",
    "households:round_close": "dot-ra-soat#khoa-dot",
    "households:round_re*": "dot-ra-soat",
    "households:round_unlock": "dot-ra-soat#mo-lai-mot-xa",
    "households:round_*": "dot-ra-soat",
    "households:scoring_*": "dot-ra-soat#bang-diem",
    "households:rescoring_*": "dot-ra-soat#bang-diem",
    "households:standard_*": "dot-ra-soat#chuan-ngheo",
    "households:unit_change*": "don-vi#sap-xep-don-vi-hanh-chinh",
    "households:duplicate_*": "bien-dong#ho-hoac-nguoi-ghi-trung",
    "households:merge_duplicate": "bien-dong#ho-hoac-nguoi-ghi-trung",
    "households:remove_duplicate": "bien-dong#ho-hoac-nguoi-ghi-trung",
    "households:life_*": "bien-dong",
    "households:split": "bien-dong",
    "households:merge": "bien-dong",
    "households:move_*": "bien-dong",
    "households:change_head": "bien-dong",
    "households:death": "bien-dong",
    "households:*": "so-ho",
    "procedure:application_*": "don-trong-nam",
    "procedure:term_edit": "quy-trinh#thoi-han",
    "procedure:certificate_*": "quy-trinh#quyet-dinh-va-giay-chung-nhan",
    "procedure:decision_*": "quy-trinh#quyet-dinh-va-giay-chung-nhan",
    "procedure:*": "quy-trinh",
    "inspections:*": "phuc-tra",
    "support:*": "nguyen-nhan",
    "targets:progress": "tien-do",
    "targets:commune_year": "tien-do",
    "targets:forecast": "tien-do#du-bao-cuoi-nam",
    "targets:path_edit": "tien-do",
    "targets:answer_*": "ke-hoach#xa-tra-loi-chi-tieu",
    "targets:party_report_document": "ke-hoach#xa-tra-loi-chi-tieu",
    "targets:allocation_*": "ke-hoach#phan-bo-chi-tieu",
    "targets:direction*": "nhiem-vu",
    "targets:registration_*": "dang-ky-thoat-ngheo",
    "targets:*": "ke-hoach",
    "correspondence:remind": "trao-doi#don-doc",
    "correspondence:comment": "trao-doi#y-kien-ve-so-lieu",
    "correspondence:ask": "trao-doi#hoi-phong",
    "correspondence:*": "trao-doi",
    "reports:dashboard*": "tien-do#bang-dieu-hanh",
    "reports:form*": "bao-cao#xem-bieu",
    "reports:member_list*": "bao-cao#danh-sach-thanh-vien",
    "reports:*": "bao-cao",
}


@cache
def topic_of(page: str, role: str = "") -> str:
    """Return the chapter, with its section, for the name of a page and a role; "" where none fits."""
    if page in OF_THE_ROLE:
        return CHAPTER_OF_ROLE.get(Role(role), "") if role else ""
    fitting = (topic for pattern, topic in TOPICS.items() if fnmatchcase(page, pattern))
    return next(fitting, "")


def help_address(page: str, role: str = "") -> str:
    """Return the address that the help link of a page opens; the contents where no chapter fits."""
    slug, _mark, anchor = topic_of(page, role).partition("#")
    if not slug:
        return reverse("help:contents")
    address = reverse("help:chapter", args=[slug])
    return f"{address}#{anchor}" if anchor else address

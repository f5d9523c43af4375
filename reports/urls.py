"""The dashboard, and the report pages under /bao-cao/."""

from django.urls import path, register_converter

from reports.exports.catalogue import REPORTS
from reports.exports.figures import KINDS
from reports.links import MemberListConverter, OfficialFormConverter
from reports.views import dashboard, forms, member_lists, reports

app_name = "reports"
register_converter(OfficialFormConverter, "official_form")
register_converter(MemberListConverter, "member_list")

urlpatterns = [
    path("bang-dieu-hanh/", dashboard.dashboard_page, name="dashboard"),
    path("bang-dieu-hanh/trinh-chieu/", dashboard.slides, name="dashboard_slides"),
    path("bang-dieu-hanh/so-lieu/<slug:pk>/", dashboard.figure_page, name="dashboard_figure"),
    *(
        path(
            f"bang-dieu-hanh/so-lieu/<slug:pk>/{kind}/",
            dashboard.figure_download,
            {"kind": kind},
            name=f"dashboard_{kind}",
        )
        for kind in KINDS
    ),
    path("bao-cao/", reports.catalogue, name="catalogue"),
    path("bao-cao/tinh/<year:year>/", reports.year_report, name="year_report"),
    path("bao-cao/bieu/<official_form:form>/", forms.form_page, name="form"),
    path("bao-cao/bieu/<official_form:form>/xuat-excel/", forms.form_excel, name="form_excel"),
    path("bao-cao/danh-sach/<member_list:form>/", member_lists.member_list, name="member_list"),
    path(
        "bao-cao/danh-sach/<member_list:form>/xuat-excel/",
        member_lists.member_list_excel,
        name="member_list_excel",
    ),
    *(
        path(
            f"bao-cao/{report.slug}/<year:year>/",
            reports.file_page(report),
            name=report.name,
        )
        for report in REPORTS
    ),
]

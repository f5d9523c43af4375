"""Addresses of the communes' answers and the district's decisions."""

from django.urls import URLPattern, path

from targets.views import answers as views

urlpatterns: list[URLPattern] = [
    path("chi-tieu/", views.answer_home, name="answer_home"),
    path("chi-tieu/<int:pk>/", views.answer_commune, name="answer_commune"),
    path("chi-tieu/<int:pk>/bao-cao-dang-uy/", views.party_report, name="party_report"),
    path(
        "chi-tieu/<int:pk>/bao-cao-dang-uy/tai-ve/",
        views.party_report_document,
        name="party_report_document",
    ),
    path("chi-tieu/<int:pk>/nhan/", views.answer_accept, name="answer_accept"),
    path("chi-tieu/<int:pk>/de-nghi/", views.answer_propose, name="answer_propose"),
    path("chi-tieu/tra-loi/<int:pk>/rut/", views.answer_withdraw, name="answer_withdraw"),
    path("chi-tieu/tep/<int:pk>/", views.answer_file, name="answer_file"),
    path("ke-hoach/<int:year>/de-nghi/", views.answer_compare, name="answer_compare"),
]

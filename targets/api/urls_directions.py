"""API of the tasks given at the conference."""

from django.urls import path

from targets.api import views_directions as views

urlpatterns = [
    path("directions/", views.DirectionList.as_view(), name="direction_list"),
    path("directions/programme/", views.DirectionLoad.as_view(), name="direction_load"),
    path("directions/export/", views.DirectionExport.as_view(), name="direction_export"),
    path("direction-files/<int:pk>/", views.DirectionFile.as_view(), name="direction_file"),
    path("directions/<int:pk>/", views.DirectionDetail.as_view(), name="direction_detail"),
    path(
        "directions/<int:pk>/withdraw/",
        views.DirectionWithdraw.as_view(),
        name="direction_withdraw",
    ),
    path("directions/<int:pk>/reports/", views.DirectionReports.as_view(), name="direction_report"),
    path("direction-bearers/<int:pk>/due/", views.DirectionDue.as_view(), name="direction_due"),
]

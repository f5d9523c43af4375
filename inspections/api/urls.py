"""API of re-checks and of the watch list."""

from django.urls import path

from inspections.api import views

urlpatterns = [
    path("recheck-samples/", views.SampleList.as_view(), name="recheck_sample_list"),
    path("recheck-samples/<key:pk>/", views.SampleDetail.as_view(), name="recheck_sample_detail"),
    path(
        "recheck-samples/<key:pk>/close/", views.SampleClose.as_view(), name="recheck_sample_close"
    ),
    path(
        "recheck-samples/<key:pk>/export/",
        views.SampleExport.as_view(),
        name="recheck_sample_export",
    ),
    path(
        "recheck-samples/<key:pk>/minutes/",
        views.SampleMinutes.as_view(),
        name="recheck_sample_minutes",
    ),
    path("recheck-cases/<key:pk>/", views.CaseDetail.as_view(), name="recheck_case_detail"),
    path("watch-list/near-line/", views.NearLineList.as_view(), name="watch_near_line"),
    path("watch-list/groups/", views.CrowdedGroups.as_view(), name="watch_groups"),
    path("watch-list/recent-exits/", views.RecentExitList.as_view(), name="watch_recent_exits"),
]

"""API: addresses of closed rounds: results as they were, communes opened again."""

from django.urls import path

from households.api import views_freezing as freezing

urlpatterns = [
    path("rounds/<int:pk>/result/", freezing.RoundResult.as_view(), name="round_result"),
    path(
        "rounds/<int:pk>/frozen-records/",
        freezing.FrozenRecordList.as_view(),
        name="frozen_record_list",
    ),
    path(
        "rounds/<int:pk>/frozen-records/export/",
        freezing.FrozenRecordExport.as_view(),
        name="frozen_record_export",
    ),
    path(
        "rounds/<int:pk>/reopenings/",
        freezing.RoundReopeningList.as_view(),
        name="round_reopening_list",
    ),
    path("rounds/<int:pk>/reopen/", freezing.RoundReopen.as_view(), name="round_reopen"),
    path("reopenings/<int:pk>/relock/", freezing.RoundRelock.as_view(), name="round_relock"),
]

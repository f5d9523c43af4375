"""API: addresses of the scoring tables of B1."""

from django.urls import path

from households.api import views_rescoring as runs
from households.api import views_scoring as tables

_ONE = "scoring-tables/<int:pk>/"

urlpatterns = [
    path("scoring-tables/", tables.ScoringTableList.as_view(), name="scoring_table_list"),
    path(_ONE, tables.ScoringTableDetail.as_view(), name="scoring_table_detail"),
    path(f"{_ONE}compare/", tables.ScoringTableCompare.as_view(), name="scoring_table_compare"),
    path(f"{_ONE}export/", tables.ScoringTableExport.as_view(), name="scoring_table_export"),
    path(f"{_ONE}upload/", tables.ScoringTableUpload.as_view(), name="scoring_table_upload"),
    path(f"{_ONE}new-edition/", tables.ScoringTableEdition.as_view(), name="scoring_table_edition"),
    path(f"{_ONE}put-in-force/", tables.ScoringTableApply.as_view(), name="scoring_table_apply"),
    path(f"{_ONE}retire/", tables.ScoringTableRetire.as_view(), name="scoring_table_retire"),
    path(f"{_ONE}verify/", tables.ScoringTableVerify.as_view(), name="scoring_table_verify"),
    path(f"{_ONE}discard/", tables.ScoringTableDiscard.as_view(), name="scoring_table_discard"),
    path("rescorings/", runs.RescoringStart.as_view(), name="rescoring_start"),
    path("rescorings/<int:pk>/", runs.RescoringDetail.as_view(), name="rescoring_detail"),
    path("rescorings/<int:pk>/resume/", runs.RescoringResume.as_view(), name="rescoring_resume"),
    path("rescorings/<int:pk>/changes/", runs.RescoringChanges.as_view(), name="rescoring_changes"),
    path("rescorings/<int:pk>/export/", runs.RescoringExport.as_view(), name="rescoring_export"),
]

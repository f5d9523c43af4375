"""Addresses of the scoring tables of B1."""

from django.urls import path

from households.views import rescoring, scoring

urlpatterns = [
    path("bang-diem/", scoring.scoring_list, name="scoring_list"),
    path("bang-diem/them/", scoring.scoring_create, name="scoring_create"),
    path("bang-diem/<int:pk>/", scoring.scoring_detail, name="scoring_detail"),
    path("bang-diem/<int:pk>/sua/", scoring.scoring_edit, name="scoring_edit"),
    path("bang-diem/<int:pk>/thong-tin/", scoring.scoring_head, name="scoring_head"),
    path("bang-diem/<int:pk>/so-sanh/", scoring.scoring_compare, name="scoring_compare"),
    path("bang-diem/<int:pk>/xuat-excel/", scoring.scoring_export, name="scoring_export"),
    path("bang-diem/<int:pk>/lan-moi/", scoring.scoring_edition, name="scoring_edition"),
    path("bang-diem/<int:pk>/ap-dung/", scoring.scoring_apply, name="scoring_apply"),
    path("bang-diem/<int:pk>/ngung/", scoring.scoring_retire, name="scoring_retire"),
    path("bang-diem/<int:pk>/kiem-chung/", scoring.scoring_verify, name="scoring_verify"),
    path("bang-diem/<int:pk>/xoa/", scoring.scoring_discard, name="scoring_discard"),
    path("bang-diem/<int:pk>/tai-len/", rescoring.scoring_upload, name="scoring_upload"),
    path(
        "bang-diem/<int:pk>/tai-len/xac-nhan/",
        rescoring.scoring_upload_confirm,
        name="scoring_upload_confirm",
    ),
    path("bang-diem/<int:pk>/cham-lai/", rescoring.rescoring_start, name="rescoring_start"),
    path("cham-lai/<int:pk>/", rescoring.rescoring_detail, name="rescoring_detail"),
    path("cham-lai/<int:pk>/chay-tiep/", rescoring.rescoring_resume, name="rescoring_resume"),
    path("cham-lai/<int:pk>/xuat-excel/", rescoring.rescoring_export, name="rescoring_export"),
]

"""Addresses of the review: forms, the poor list, rounds, standards."""

from django.urls import path

from households.views import approval, quick_checks, records, review, rounds, standards

urlpatterns = [
    path("phieu/", review.assessment_list, name="assessment_list"),
    path("phieu/chua-ra-soat/", review.assessment_todo, name="assessment_todo"),
    path("phieu/duyet-nhieu/", approval.assessment_approve_many, name="assessment_approve_many"),
    path("ho-dan/<int:pk>/phieu/them/", review.assessment_create, name="assessment_create"),
    path("phieu/<int:pk>/", review.assessment_detail, name="assessment_detail"),
    path("phieu/<int:pk>/sua/", review.assessment_edit, name="assessment_edit"),
    path("phieu/<int:pk>/xem-truoc/", review.assessment_preview, name="assessment_preview"),
    path("phieu/<int:pk>/nop/", review.assessment_submit, name="assessment_submit"),
    path("phieu/<int:pk>/duyet/", approval.assessment_approve, name="assessment_approve"),
    path("phieu/<int:pk>/tra-lai/", approval.assessment_return, name="assessment_return"),
    path("phieu/<int:pk>/huy/", review.assessment_discard, name="assessment_discard"),
    path("phieu-a/", quick_checks.quick_check_list, name="quick_check_list"),
    path("phieu-a/ghi/", quick_checks.quick_check_record, name="quick_check_record"),
    path("ho-ngheo/", records.record_list, name="record_list"),
    path("ho-ngheo/xuat-excel/", records.record_export, name="record_export"),
    path("dot-ra-soat/", rounds.round_list, name="round_list"),
    path("dot-ra-soat/them/", rounds.round_create, name="round_create"),
    path("dot-ra-soat/<int:pk>/sua/", rounds.round_edit, name="round_edit"),
    path("dot-ra-soat/<int:pk>/khoa/", rounds.round_close, name="round_close"),
    path("chuan-ngheo/", standards.standard_list, name="standard_list"),
    path("chuan-ngheo/<int:pk>/", standards.standard_detail, name="standard_detail"),
]

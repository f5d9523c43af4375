"""Addresses of the papers of a village's review."""

from django.urls import path

from procedure.views import documents

urlpatterns = [
    path("hop-thon/<int:pk>/bien-ban/", documents.meeting_minutes, name="meeting_minutes"),
    path("niem-yet/<int:pk>/in/", documents.posting_list, name="posting_list"),
    path("bao-cao/<int:pk>/van-ban/", documents.submission_document, name="submission_document"),
    path("quyet-dinh/<int:pk>/van-ban/", documents.decision_document, name="decision_document"),
    path(
        "quyet-dinh/<int:pk>/giay-chung-nhan/",
        documents.decision_certificates,
        name="decision_certificates",
    ),
    path(
        "quyet-dinh/<int:pk>/so-giay-chung-nhan/",
        documents.certificate_list,
        name="certificate_list",
    ),
    path(
        "giay-chung-nhan/<int:pk>/van-ban/",
        documents.certificate_document,
        name="certificate_document",
    ),
]

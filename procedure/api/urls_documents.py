"""API addresses of the papers of a village's review."""

from django.urls import path

from procedure.api import views_documents as views

urlpatterns = [
    path("meetings/<int:pk>/minutes/", views.MeetingMinutes.as_view(), name="meeting_minutes"),
    path(
        "commune-submissions/<int:pk>/document/",
        views.SubmissionDocument.as_view(),
        name="submission_document",
    ),
    path(
        "recognition-decisions/<int:pk>/document/",
        views.DecisionDocument.as_view(),
        name="decision_document",
    ),
    path(
        "recognition-decisions/<int:pk>/certificates/",
        views.DecisionCertificates.as_view(),
        name="decision_certificates",
    ),
    path(
        "certificates/<int:pk>/document/",
        views.CertificateDocument.as_view(),
        name="certificate_document",
    ),
]

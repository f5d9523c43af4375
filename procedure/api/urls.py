"""API URLs of the review procedure."""

from django.urls import path

from procedure.api.views import applications, commune, documents, village

urlpatterns = [
    # steps
    path("deadline-board/", commune.DeadlineBoard.as_view(), name="deadline_board"),
    path("village-reviews/", village.VillageReviewList.as_view(), name="village_review_list"),
    path(
        "village-reviews/<key:pk>/",
        village.VillageReviewRead.as_view(),
        name="village_review_detail",
    ),
    path(
        "village-reviews/<key:pk>/refill/",
        village.VillageReviewRefill.as_view(),
        name="village_review_refill",
    ),
    path(
        "village-reviews/<key:pk>/households/",
        village.VillageReviewAdd.as_view(),
        name="village_review_add",
    ),
    path("village-reviews/<key:pk>/end/", village.ListEnd.as_view(), name="list_end"),
    path(
        "listed-households/<key:pk>/remove/",
        village.ListedHouseholdRemove.as_view(),
        name="listed_household_remove",
    ),
    path(
        "village-reviews/<key:pk>/start-survey/",
        village.SurveyStart.as_view(),
        name="survey_start",
    ),
    path(
        "village-reviews/<key:pk>/finish-survey/",
        village.SurveyFinish.as_view(),
        name="survey_finish",
    ),
    path("village-reviews/<key:pk>/meetings/", village.MeetingHold.as_view(), name="meeting_hold"),
    path(
        "village-reviews/<key:pk>/postings/",
        village.PostingCreate.as_view(),
        name="posting_create",
    ),
    path("postings/<key:pk>/close/", village.PostingClose.as_view(), name="posting_close"),
    path(
        "village-reviews/<key:pk>/complaints/",
        village.ComplaintList.as_view(),
        name="complaint_list",
    ),
    path("complaints/<key:pk>/answer/", village.ComplaintAnswer.as_view(), name="complaint_answer"),
    path("commune-submissions/", commune.SubmissionList.as_view(), name="submission_list"),
    path(
        "commune-submissions/<key:pk>/", commune.SubmissionRead.as_view(), name="submission_detail"
    ),
    path(
        "commune-submissions/<key:pk>/opinion/", commune.OpinionGive.as_view(), name="opinion_give"
    ),
    path(
        "commune-submissions/<key:pk>/decision/",
        commune.DecisionSign.as_view(),
        name="decision_sign",
    ),
    path(
        "commune-submissions/<key:pk>/decision-preview/",
        commune.DecisionPreviewRead.as_view(),
        name="decision_preview",
    ),
    path(
        "commune-submissions/<key:pk>/send-back/",
        commune.ReportSendBack.as_view(),
        name="report_send_back",
    ),
    path("meetings/<key:pk>/", village.MeetingChange.as_view(), name="meeting_change"),
    path("postings/<key:pk>/", village.PostingChange.as_view(), name="posting_change"),
    path("procedures/", commune.ProcedureList.as_view(), name="procedure_list"),
    path("procedure-terms/<key:pk>/", commune.TermChange.as_view(), name="procedure_term_change"),
    path("holidays/", commune.HolidayList.as_view(), name="holiday_list"),
    path("holidays/<key:pk>/", commune.HolidayRemove.as_view(), name="holiday_remove"),
    # applications
    path("applications/", applications.ApplicationList.as_view(), name="application_list"),
    path("applications/month/", applications.ApplicationMonth.as_view(), name="application_month"),
    path(
        "applications/<key:pk>/",
        applications.ApplicationDetail.as_view(),
        name="application_detail",
    ),
    path(
        "applications/<key:pk>/hand-over/",
        applications.ApplicationHandOver.as_view(),
        name="application_hand_over",
    ),
    path(
        "applications/<key:pk>/withdraw/",
        applications.ApplicationWithdraw.as_view(),
        name="application_withdraw",
    ),
    path(
        "applications/<key:pk>/accept/",
        applications.ApplicationAccept.as_view(),
        name="application_accept",
    ),
    path(
        "applications/<key:pk>/refuse/",
        applications.ApplicationRefuse.as_view(),
        name="application_refuse",
    ),
    path(
        "applications/<key:pk>/answer/",
        applications.ApplicationAnswer.as_view(),
        name="application_answer",
    ),
    # documents
    path("meetings/<key:pk>/minutes/", documents.MeetingMinutes.as_view(), name="meeting_minutes"),
    path(
        "commune-submissions/<key:pk>/document/",
        documents.SubmissionDocument.as_view(),
        name="submission_document",
    ),
    path(
        "commune-submissions/<key:pk>/decision-draft/",
        documents.DecisionDraft.as_view(),
        name="decision_draft",
    ),
    path(
        "recognition-decisions/<key:pk>/document/",
        documents.DecisionDocument.as_view(),
        name="decision_document",
    ),
    path(
        "recognition-decisions/<key:pk>/certificates/",
        documents.DecisionCertificates.as_view(),
        name="decision_certificates",
    ),
    path(
        "certificates/<key:pk>/document/",
        documents.CertificateDocument.as_view(),
        name="certificate_document",
    ),
]

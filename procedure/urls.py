"""Page URLs of the review procedure."""

from django.urls import path

from procedure.views import applications, board, commune, documents, months, procedures, village

app_name = "procedure"

urlpatterns = [
    # steps
    path("", board.deadline_board, name="board"),
    path("xa/<int:pk>/", board.commune_board, name="commune"),
    path("xa/<int:pk>/bao-cao/", board.commune_report, name="commune_report"),
    path("thon/<int:pk>/lap-danh-sach/", board.village_review_create, name="village_review_create"),
    path("<int:pk>/", village.village_review, name="village_review"),
    path("<int:pk>/bo-sung/", village.list_refill, name="list_refill"),
    path("<int:pk>/them-ho/", village.list_add, name="list_add"),
    path("ho/<int:pk>/dua-ra/", village.list_remove, name="list_remove"),
    path("<int:pk>/bat-dau-khao-sat/", village.survey_start, name="survey_start"),
    path("<int:pk>/khao-sat-xong/", village.survey_finish, name="survey_finish"),
    path("<int:pk>/hop-thon/", village.meeting_hold, name="meeting_hold"),
    path("<int:pk>/niem-yet/", village.posting_create, name="posting_create"),
    path("niem-yet/<int:pk>/ket-thuc/", village.posting_close, name="posting_close"),
    path("<int:pk>/khieu-nai/", village.complaint_create, name="complaint_create"),
    path("khieu-nai/<int:pk>/tra-loi/", village.complaint_answer, name="complaint_answer"),
    path("bao-cao/<int:pk>/", commune.submission, name="submission"),
    path("bao-cao/<int:pk>/y-kien/", commune.opinion_give, name="opinion_give"),
    path("bao-cao/<int:pk>/quyet-dinh/", commune.decision_sign, name="decision_sign"),
    path("bao-cao/<int:pk>/ra-soat-lai/", commune.report_send_back, name="report_send_back"),
    path("hop-thon/<int:pk>/sua/", village.meeting_change, name="meeting_change"),
    path("niem-yet/<int:pk>/sua/", village.posting_change, name="posting_change"),
    path("quy-dinh/", procedures.procedure_list, name="procedures"),
    path("quy-dinh/<int:pk>/", procedures.term_edit, name="term_edit"),
    path("ngay-nghi/", procedures.holiday_add, name="holiday_add"),
    path("ngay-nghi/<int:pk>/bo/", procedures.holiday_remove, name="holiday_remove"),
    # applications
    path("don/", applications.application_list, name="application_list"),
    path("don/bao-cao-thang/", months.application_month, name="application_month"),
    path(
        "don/bao-cao-thang/xuat-excel/",
        months.application_month_export,
        name="application_month_export",
    ),
    path("ho/<int:pk>/don/them/", applications.application_create, name="application_create"),
    path("don/<int:pk>/", applications.application_detail, name="application_detail"),
    path("don/<int:pk>/sua/", applications.application_edit, name="application_edit"),
    path("don/<int:pk>/trinh/", applications.application_hand_over, name="application_hand_over"),
    path("don/<int:pk>/rut/", applications.application_withdraw, name="application_withdraw"),
    path("don/<int:pk>/quyet-dinh/", applications.application_decide, name="application_decide"),
    path("don/<int:pk>/van-ban/", applications.application_answer, name="application_answer"),
    # documents
    path("hop-thon/<int:pk>/bien-ban/", documents.meeting_minutes, name="meeting_minutes"),
    path("niem-yet/<int:pk>/in/", documents.posting_list, name="posting_list"),
    path("bao-cao/<int:pk>/van-ban/", documents.submission_document, name="submission_document"),
    path("bao-cao/<int:pk>/du-thao/", documents.decision_draft, name="decision_draft"),
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

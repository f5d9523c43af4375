"""Page URLs of the review procedure."""

from django.urls import path

from procedure.views import applications, board, commune, documents, months, procedures, village

app_name = "procedure"

urlpatterns = [
    # steps
    path("", board.deadline_board, name="board"),
    path("xa/<key:pk>/", board.commune_board, name="commune"),
    path("xa/<key:pk>/bao-cao/", board.commune_report, name="commune_report"),
    path("thon/<key:pk>/lap-danh-sach/", board.village_review_create, name="village_review_create"),
    path("<key:pk>/", village.village_review, name="village_review"),
    path("<key:pk>/bo-sung/", village.list_refill, name="list_refill"),
    path("<key:pk>/them-ho/", village.list_add, name="list_add"),
    path("ho/<key:pk>/dua-ra/", village.list_remove, name="list_remove"),
    path("<key:pk>/ket-thuc/", village.list_end, name="list_end"),
    path("<key:pk>/bat-dau-khao-sat/", village.survey_start, name="survey_start"),
    path("<key:pk>/khao-sat-xong/", village.survey_finish, name="survey_finish"),
    path("<key:pk>/hop-thon/", village.meeting_hold, name="meeting_hold"),
    path("<key:pk>/niem-yet/", village.posting_create, name="posting_create"),
    path("niem-yet/<key:pk>/ket-thuc/", village.posting_close, name="posting_close"),
    path("<key:pk>/khieu-nai/", village.complaint_create, name="complaint_create"),
    path("khieu-nai/<key:pk>/tra-loi/", village.complaint_answer, name="complaint_answer"),
    path("bao-cao/<key:pk>/", commune.submission, name="submission"),
    path("bao-cao/<key:pk>/y-kien/", commune.opinion_give, name="opinion_give"),
    path("bao-cao/<key:pk>/quyet-dinh/", commune.decision_sign, name="decision_sign"),
    path("bao-cao/<key:pk>/ra-soat-lai/", commune.report_send_back, name="report_send_back"),
    path("hop-thon/<key:pk>/sua/", village.meeting_change, name="meeting_change"),
    path("niem-yet/<key:pk>/sua/", village.posting_change, name="posting_change"),
    path("quy-dinh/", procedures.procedure_list, name="procedures"),
    path("quy-dinh/<key:pk>/", procedures.term_edit, name="term_edit"),
    path("ngay-nghi/", procedures.holiday_add, name="holiday_add"),
    path("ngay-nghi/<key:pk>/bo/", procedures.holiday_remove, name="holiday_remove"),
    # applications
    path("don/", applications.application_list, name="application_list"),
    path("don/bao-cao-thang/", months.application_month, name="application_month"),
    path(
        "don/bao-cao-thang/xuat-excel/",
        months.application_month_export,
        name="application_month_export",
    ),
    path("ho/<key:pk>/don/them/", applications.application_create, name="application_create"),
    path("don/<key:pk>/", applications.application_detail, name="application_detail"),
    path("don/<key:pk>/sua/", applications.application_edit, name="application_edit"),
    path("don/<key:pk>/trinh/", applications.application_hand_over, name="application_hand_over"),
    path("don/<key:pk>/rut/", applications.application_withdraw, name="application_withdraw"),
    path("don/<key:pk>/quyet-dinh/", applications.application_decide, name="application_decide"),
    path("don/<key:pk>/van-ban/", applications.application_answer, name="application_answer"),
    # documents
    path("<key:pk>/phieu-giay/", documents.village_field_forms, name="village_field_forms"),
    path("<key:pk>/danh-sach-hop-thon/", documents.meeting_list, name="meeting_list"),
    path("hop-thon/<key:pk>/bien-ban/", documents.meeting_minutes, name="meeting_minutes"),
    path("niem-yet/<key:pk>/in/", documents.posting_list, name="posting_list"),
    path("bao-cao/<key:pk>/van-ban/", documents.submission_document, name="submission_document"),
    path("bao-cao/<key:pk>/du-thao/", documents.decision_draft, name="decision_draft"),
    path("quyet-dinh/<key:pk>/van-ban/", documents.decision_document, name="decision_document"),
    path(
        "quyet-dinh/<key:pk>/giay-chung-nhan/",
        documents.decision_certificates,
        name="decision_certificates",
    ),
    path(
        "quyet-dinh/<key:pk>/so-giay-chung-nhan/",
        documents.certificate_list,
        name="certificate_list",
    ),
    path(
        "giay-chung-nhan/<key:pk>/van-ban/",
        documents.certificate_document,
        name="certificate_document",
    ),
]

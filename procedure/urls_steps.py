"""Pages of the steps: boards, villages, reports, and the procedure's numbers."""

from django.urls import path

from procedure.views import board, commune, procedures, village

urlpatterns = [
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
    path("quy-dinh/", procedures.procedure_list, name="procedures"),
    path("quy-dinh/<int:pk>/", procedures.term_edit, name="term_edit"),
    path("ngay-nghi/", procedures.holiday_add, name="holiday_add"),
    path("ngay-nghi/<int:pk>/bo/", procedures.holiday_remove, name="holiday_remove"),
]

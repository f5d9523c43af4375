"""Page addresses of the year's plan, its allocation, answers and progress."""

from django.urls import path

from targets.views import (
    allocations,
    answers,
    directions,
    forecast,
    goals,
    plans,
    present_year,
    registrations,
)

app_name = "targets"

urlpatterns = [
    path("tien-do/", plans.progress_page, name="progress"),
    path("ke-hoach/", plans.plan_page, name="plan"),
    path("ke-hoach/mo-nam/", plans.plan_create, name="plan_create"),
    path("ke-hoach/<year:year>/dau-ky/", plans.baseline_edit, name="baseline_edit"),
    # allocations
    path("ke-hoach/phan-bo/", present_year.allocations, name="allocations"),
    path("ke-hoach/tra-loi/", present_year.answers, name="answers"),
    path("ke-hoach/<year:year>/phan-bo/", allocations.allocation_list, name="allocation_list"),
    path(
        "ke-hoach/<year:year>/phan-bo/them/",
        allocations.allocation_create,
        name="allocation_create",
    ),
    path("ke-hoach/phan-bo/<key:pk>/", allocations.allocation_detail, name="allocation_detail"),
    path("ke-hoach/phan-bo/<key:pk>/luu/", allocations.allocation_save, name="allocation_save"),
    path(
        "ke-hoach/phan-bo/<key:pk>/xem-thu/",
        allocations.allocation_preview,
        name="allocation_preview",
    ),
    path(
        "ke-hoach/phan-bo/<key:pk>/de-xuat/",
        allocations.allocation_propose,
        name="allocation_propose",
    ),
    path(
        "ke-hoach/phan-bo/<key:pk>/hoan-tac-de-xuat/",
        allocations.allocation_restore,
        name="allocation_restore",
    ),
    path(
        "ke-hoach/phan-bo/<key:pk>/trinh/", allocations.allocation_submit, name="allocation_submit"
    ),
    path(
        "ke-hoach/phan-bo/<key:pk>/tra-lai/",
        allocations.allocation_return,
        name="allocation_return",
    ),
    path(
        "ke-hoach/phan-bo/<key:pk>/thu-hoi/",
        allocations.allocation_withdraw,
        name="allocation_withdraw",
    ),
    path("ke-hoach/phan-bo/<key:pk>/giao/", allocations.allocation_adopt, name="allocation_adopt"),
    path("ke-hoach/phan-bo/<key:pk>/chep/", allocations.allocation_copy, name="allocation_copy"),
    path(
        "ke-hoach/phan-bo/<key:pk>/bo/", allocations.allocation_discard, name="allocation_discard"
    ),
    path(
        "ke-hoach/phan-bo/<key:pk>/xuat-excel/",
        allocations.allocation_export,
        name="allocation_export",
    ),
    path(
        "ke-hoach/phan-bo/<key:pk>/quyet-dinh/",
        allocations.allocation_decision,
        name="allocation_decision",
    ),
    path(
        "ke-hoach/phan-bo/<key:pk>/to-trinh/",
        allocations.allocation_submission,
        name="allocation_submission",
    ),
    # goals
    path("ke-hoach/<year:year>/muc-tieu/", goals.goals_edit, name="goals_edit"),
    path("ke-hoach/muc-tieu/de-nghi/<key:pk>/xac-nhan/", goals.goals_confirm, name="goals_confirm"),
    path("ke-hoach/muc-tieu/de-nghi/<key:pk>/bo/", goals.goals_drop, name="goals_drop"),
    path("ke-hoach/<year:year>/lo-trinh/", goals.path_edit, name="path_edit"),
    path("ke-hoach/<year:year>/lich-su/", goals.plan_history, name="plan_history"),
    # answers
    path("chi-tieu/", answers.answer_home, name="answer_home"),
    path("chi-tieu/<key:pk>/", answers.answer_commune, name="answer_commune"),
    path("chi-tieu/<key:pk>/bao-cao-dang-uy/", answers.party_report, name="party_report"),
    path(
        "chi-tieu/<key:pk>/bao-cao-dang-uy/tai-ve/",
        answers.party_report_document,
        name="party_report_document",
    ),
    path("chi-tieu/<key:pk>/nhan/", answers.answer_accept, name="answer_accept"),
    path("chi-tieu/<key:pk>/de-nghi/", answers.answer_propose, name="answer_propose"),
    path("chi-tieu/tra-loi/<key:pk>/rut/", answers.answer_withdraw, name="answer_withdraw"),
    path("chi-tieu/tep/<key:pk>/", answers.answer_file, name="answer_file"),
    path("ke-hoach/<year:year>/de-nghi/", answers.answer_compare, name="answer_compare"),
    path("chi-tieu/tra-loi/<key:pk>/van-ban/", answers.answer_reply, name="answer_reply"),
    # registrations
    path("dang-ky-thoat-ngheo/", registrations.registration_list, name="registration_list"),
    path(
        "dang-ky-thoat-ngheo/cac-xa/",
        registrations.registration_summary,
        name="registration_summary",
    ),
    path(
        "dang-ky-thoat-ngheo/xuat-excel/",
        registrations.registration_export,
        name="registration_export",
    ),
    path(
        "dang-ky-thoat-ngheo/dang-ky/",
        registrations.registration_register,
        name="registration_register",
    ),
    path(
        "dang-ky-thoat-ngheo/<key:pk>/", registrations.registration_edit, name="registration_edit"
    ),
    path(
        "dang-ky-thoat-ngheo/<key:pk>/rut-ten/",
        registrations.registration_withdraw,
        name="registration_withdraw",
    ),
    # forecast
    path("tien-do/du-bao/", forecast.forecast_page, name="forecast"),
    path("tien-do/xa/<key:pk>/", forecast.commune_page, name="commune_year"),
    # directions
    path("nhiem-vu/", directions.direction_list, name="directions"),
    path("nhiem-vu/xuat-excel/", directions.direction_export, name="directions_export"),
    path("nhiem-vu/nam/<year:year>/nap/", directions.direction_load, name="directions_load"),
    path("nhiem-vu/nam/<year:year>/giao/", directions.direction_give, name="direction_give"),
    path("nhiem-vu/noi-thuc-hien/<key:pk>/han/", directions.direction_due, name="direction_due"),
    path("nhiem-vu/tep/<key:pk>/", directions.direction_file, name="direction_file"),
    path("nhiem-vu/<key:pk>/", directions.direction_detail, name="direction"),
    path("nhiem-vu/<key:pk>/sua/", directions.direction_edit, name="direction_edit"),
    path("nhiem-vu/<key:pk>/bo/", directions.direction_withdraw, name="direction_withdraw"),
    path("nhiem-vu/<key:pk>/bao-cao/", directions.direction_report, name="direction_report"),
]

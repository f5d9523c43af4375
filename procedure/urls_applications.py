"""Addresses of applications within the year."""

from django.urls import path

from procedure.views import applications, months

urlpatterns = [
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
]

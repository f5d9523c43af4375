"""Pages of the tasks given at the conference."""

from django.urls import path

from targets.views import directions as views

urlpatterns = [
    path("nhiem-vu/", views.direction_list, name="directions"),
    path("nhiem-vu/xuat-excel/", views.direction_export, name="directions_export"),
    path("nhiem-vu/nam/<int:year>/nap/", views.direction_load, name="directions_load"),
    path("nhiem-vu/nam/<int:year>/giao/", views.direction_give, name="direction_give"),
    path("nhiem-vu/noi-thuc-hien/<int:pk>/han/", views.direction_due, name="direction_due"),
    path("nhiem-vu/tep/<int:pk>/", views.direction_file, name="direction_file"),
    path("nhiem-vu/<int:pk>/", views.direction_detail, name="direction"),
    path("nhiem-vu/<int:pk>/sua/", views.direction_edit, name="direction_edit"),
    path("nhiem-vu/<int:pk>/bo/", views.direction_withdraw, name="direction_withdraw"),
    path("nhiem-vu/<int:pk>/bao-cao/", views.direction_report, name="direction_report"),
]

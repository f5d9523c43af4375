"""Pages of the households named to leave poverty."""

from django.urls import URLPattern, path

from targets.views import registrations as views

urlpatterns: list[URLPattern] = [
    path("dang-ky-thoat-ngheo/", views.registration_list, name="registration_list"),
    path("dang-ky-thoat-ngheo/cac-xa/", views.registration_summary, name="registration_summary"),
    path("dang-ky-thoat-ngheo/xuat-excel/", views.registration_export, name="registration_export"),
    path("dang-ky-thoat-ngheo/dang-ky/", views.registration_register, name="registration_register"),
    path("dang-ky-thoat-ngheo/<int:pk>/", views.registration_edit, name="registration_edit"),
    path(
        "dang-ky-thoat-ngheo/<int:pk>/rut-ten/",
        views.registration_withdraw,
        name="registration_withdraw",
    ),
]

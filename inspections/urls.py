"""Pages of re-checks and of the watch list."""

from django.urls import path

from inspections import views

app_name = "inspections"

urlpatterns = [
    path("", views.sample_list, name="sample_list"),
    path("rut-mau/", views.sample_draw, name="sample_draw"),
    path("can-theo-doi/", views.watch_list, name="watch_list"),
    path("<key:pk>/", views.sample_detail, name="sample_detail"),
    path("<key:pk>/xuat-excel/", views.sample_export, name="sample_export"),
    path("<key:pk>/bien-ban/", views.sample_minutes, name="sample_minutes"),
    path("<key:pk>/ket-thuc/", views.sample_close, name="sample_close"),
    path("ho/<key:pk>/", views.case_edit, name="case_edit"),
]

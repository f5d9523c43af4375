"""Pages about why households are poor."""

from django.urls import path

from support import views

app_name = "support"

urlpatterns = [
    path("", views.reason_list, name="reason_list"),
    path("<key:pk>/", views.reason_detail, name="reason_detail"),
    path("<key:pk>/ghi/", views.reason_edit, name="reason_edit"),
]

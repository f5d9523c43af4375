"""Addresses of the household register."""

from django.urls import path

from households.views import register

urlpatterns = [
    path("ho-dan/", register.household_list, name="list"),
    path("ho-dan/xuat-excel/", register.household_export, name="export"),
    path("ho-dan/them/", register.household_create, name="create"),
    path("ho-dan/<int:pk>/", register.household_detail, name="detail"),
    path("ho-dan/<int:pk>/sua/", register.household_edit, name="edit"),
    path("ho-dan/<int:pk>/lich-su/", register.household_history, name="history"),
    path("ho-dan/<int:pk>/roi-dia-ban/", register.household_leave, name="leave"),
    path("ho-dan/<int:pk>/tro-lai/", register.household_rejoin, name="rejoin"),
]

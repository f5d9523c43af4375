"""Addresses of the change of administrative units."""

from django.urls import path

from households.views import units

urlpatterns = [
    path("don-vi/sap-xep/", units.unit_change_page, name="unit_change"),
    path("don-vi/sap-xep/<int:pk>/ap-dung/", units.unit_change_apply, name="unit_change_apply"),
    path(
        "don-vi/sap-xep/<int:pk>/hoan-tac/",
        units.unit_change_roll_back,
        name="unit_change_roll_back",
    ),
]

"""API: addresses of the change of administrative units."""

from django.urls import path

from households.api import views_units as views

urlpatterns = [
    path("unit-changes/", views.UnitChangeList.as_view(), name="unit_change_list"),
    path("unit-changes/<int:pk>/", views.UnitChangeDetail.as_view(), name="unit_change_detail"),
    path("unit-changes/<int:pk>/apply/", views.UnitChangeApply.as_view(), name="unit_change_apply"),
    path(
        "unit-changes/<int:pk>/roll-back/",
        views.UnitChangeRollBack.as_view(),
        name="unit_change_roll_back",
    ),
]

"""API addresses of the household register."""

from django.urls import path

from households.api import views_exports as exports
from households.api import views_register as views

urlpatterns = [
    path("households/", views.HouseholdList.as_view(), name="household_list"),
    path("households/export/", exports.HouseholdExport.as_view(), name="household_export"),
    path("households/<int:pk>/", views.HouseholdDetail.as_view(), name="household_detail"),
    path("households/<int:pk>/leave/", views.HouseholdLeave.as_view(), name="household_leave"),
    path("households/<int:pk>/rejoin/", views.HouseholdRejoin.as_view(), name="household_rejoin"),
    path(
        "households/<int:pk>/members/", views.HouseholdMembers.as_view(), name="household_members"
    ),
    path(
        "households/<int:pk>/history/", views.HouseholdHistory.as_view(), name="household_history"
    ),
]

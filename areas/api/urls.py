"""API addresses of units and ethnic groups."""

from django.urls import path

from areas.api import views

urlpatterns = [
    path("communes/", views.CommuneList.as_view(), name="commune_list"),
    path("communes/<key:pk>/", views.CommuneDetail.as_view(), name="commune_detail"),
    path("communes/<key:pk>/zones/", views.ZoneAdd.as_view(), name="zone_add"),
    path("zones/<key:pk>/", views.ZoneRemove.as_view(), name="zone_remove"),
    path("villages/", views.VillageList.as_view(), name="village_list"),
    path("villages/<key:pk>/", views.VillageChange.as_view(), name="village_change"),
    path("ethnic-groups/", views.EthnicGroupList.as_view(), name="ethnic_group_list"),
    path("ethnic-groups/<key:pk>/", views.EthnicGroupChange.as_view(), name="ethnic_group_change"),
]

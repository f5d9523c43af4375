"""Page addresses of units and ethnic groups, under /don-vi/."""

from django.urls import path

from areas import views

app_name = "areas"

urlpatterns = [
    path("", views.commune_list, name="list"),
    path("<key:pk>/", views.commune_detail, name="commune_detail"),
    path("<key:pk>/khu-vuc/", views.zone_add, name="zone_add"),
    path("khu-vuc/<key:pk>/bo/", views.zone_remove, name="zone_remove"),
    path("<key:pk>/thon/them/", views.village_add, name="village_add"),
    path("thon/<key:pk>/", views.village_edit, name="village_edit"),
    path("dan-toc/", views.ethnic_group_list, name="ethnic_group_list"),
    path("dan-toc/<key:pk>/", views.ethnic_group_edit, name="ethnic_group_edit"),
]

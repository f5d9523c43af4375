"""Page addresses of the manual."""

from django.urls import path

from povertyapp.help import views

app_name = "help"

urlpatterns = [
    path("", views.contents, name="contents"),
    path("buoc-dau/", views.first_steps, name="first_steps"),
    path("<slug:pk>/", views.chapter, name="chapter"),
]

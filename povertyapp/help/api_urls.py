"""API addresses of the manual."""

from django.urls import path

from povertyapp.help import api

urlpatterns = [
    path("manual/", api.ManualList.as_view(), name="manual_list"),
    path("manual/<slug:pk>/", api.ManualChapter.as_view(), name="manual_chapter"),
    path("first-steps/", api.FirstStepsOfDistrict.as_view(), name="first_steps"),
]

"""API of the reasons of poverty."""

from django.urls import path

from support.api import views

urlpatterns = [
    path("reason-analyses/", views.AnalysisList.as_view(), name="reason_analysis_list"),
    path("reason-counts/", views.ReasonCountsView.as_view(), name="reason_counts"),
]

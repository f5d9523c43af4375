"""API: addresses of the flow tables of the poor and the near-poor list."""

from django.urls import path

from households.api import views_flow

urlpatterns = [
    path("poverty-flow/", views_flow.PovertyFlowView.as_view(), name="poverty_flow"),
    path("reconciliation/", views_flow.ReconciliationView.as_view(), name="reconciliation"),
]

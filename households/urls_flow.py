"""Addresses of the flow tables of the poor and the near-poor list."""

from django.urls import path

from households.views import flow

urlpatterns = [
    path("dien-bien/", flow.flow_page, name="flow"),
    path("doi-chieu/", flow.reconciliation_page, name="reconciliation"),
]

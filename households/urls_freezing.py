"""Addresses of closed rounds: results as they were, communes opened again."""

from django.urls import path

from households.views import freezing

urlpatterns = [
    path("dot-ra-soat/<int:pk>/ket-qua/", freezing.round_result, name="round_result"),
    path("dot-ra-soat/<int:pk>/ket-qua/danh-sach/", freezing.frozen_list, name="frozen_list"),
    path("dot-ra-soat/<int:pk>/ket-qua/xuat-excel/", freezing.frozen_export, name="frozen_export"),
    path("dot-ra-soat/<int:pk>/mo-lai/", freezing.round_reopen, name="round_reopen"),
    path("dot-ra-soat/mo-lai/<int:pk>/khoa-lai/", freezing.round_relock, name="round_relock"),
]

"""Pages of the split of the district's goal: drafts, adoption."""

from django.urls import URLPattern, path

from targets.views import allocations as views

urlpatterns: list[URLPattern] = [
    path("ke-hoach/<int:year>/phan-bo/", views.allocation_list, name="allocation_list"),
    path("ke-hoach/<int:year>/phan-bo/them/", views.allocation_create, name="allocation_create"),
    path("ke-hoach/phan-bo/<int:pk>/", views.allocation_detail, name="allocation_detail"),
    path("ke-hoach/phan-bo/<int:pk>/luu/", views.allocation_save, name="allocation_save"),
    path("ke-hoach/phan-bo/<int:pk>/xem-thu/", views.allocation_preview, name="allocation_preview"),
    path("ke-hoach/phan-bo/<int:pk>/de-xuat/", views.allocation_propose, name="allocation_propose"),
    path("ke-hoach/phan-bo/<int:pk>/giao/", views.allocation_adopt, name="allocation_adopt"),
    path("ke-hoach/phan-bo/<int:pk>/chep/", views.allocation_copy, name="allocation_copy"),
    path("ke-hoach/phan-bo/<int:pk>/bo/", views.allocation_discard, name="allocation_discard"),
    path(
        "ke-hoach/phan-bo/<int:pk>/xuat-excel/", views.allocation_export, name="allocation_export"
    ),
]

"""API of the split of the district's goal."""

from django.urls import URLPattern, path

from targets.api import views_allocations as views

urlpatterns: list[URLPattern] = [
    path(
        "year-plans/<int:year>/allocations/", views.AllocationList.as_view(), name="allocation_list"
    ),
    path("allocations/<int:pk>/", views.AllocationDetail.as_view(), name="allocation_detail"),
    path(
        "allocations/<int:pk>/propose/",
        views.AllocationPropose.as_view(),
        name="allocation_propose",
    ),
    path("allocations/<int:pk>/copy/", views.AllocationCopy.as_view(), name="allocation_copy"),
    path(
        "allocations/<int:pk>/discard/",
        views.AllocationDiscard.as_view(),
        name="allocation_discard",
    ),
    path("allocations/<int:pk>/adopt/", views.AllocationAdopt.as_view(), name="allocation_adopt"),
    path(
        "allocations/<int:pk>/export/", views.AllocationExport.as_view(), name="allocation_export"
    ),
]

"""Addresses of what happens to households: split, merge, move, and duplicates."""

from django.urls import path

from households.views import duplicates, life

urlpatterns = [
    path("ho-dan/<int:pk>/tach-ho/", life.household_split, name="split"),
    path("ho-dan/<int:pk>/nhap-ho/", life.household_merge, name="merge"),
    path("ho-dan/<int:pk>/chuyen-thon/", life.household_move_within, name="move_within"),
    path("ho-dan/<int:pk>/chuyen-xa/", life.household_move_between, name="move_between"),
    path("ho-dan/<int:pk>/thay-chu-ho/", life.household_change_head, name="change_head"),
    path("ho-dan/<int:pk>/bao-tu/", life.household_death, name="death"),
    path(
        "ho-dan/<int:pk>/gop-ho-trung/",
        duplicates.household_merge_duplicate,
        name="merge_duplicate",
    ),
    path(
        "ho-dan/<int:pk>/bo-nguoi-trung/",
        duplicates.household_remove_duplicate,
        name="remove_duplicate",
    ),
    path("trung-lap/", duplicates.duplicate_list, name="duplicate_list"),
    path("trung-lap/<str:pk>/", duplicates.duplicate_pair, name="duplicate_pair"),
    path("trung-lap/<int:pk>/xem-lai/", duplicates.duplicate_withdraw, name="duplicate_withdraw"),
    path("bien-dong-ho/", life.life_list, name="life_list"),
    path("bien-dong-ho/<int:pk>/hoan-tac/", life.life_undo, name="life_undo"),
]

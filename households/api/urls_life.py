"""API: addresses of what happens to households: split, merge, move, and duplicates."""

from django.urls import path

from households.api import views_duplicates as duplicates
from households.api import views_life as life

urlpatterns = [
    path("households/<int:pk>/split/", life.HouseholdSplit.as_view(), name="household_split"),
    path("households/<int:pk>/merge/", life.HouseholdMerge.as_view(), name="household_merge"),
    path(
        "households/<int:pk>/move-within/",
        life.HouseholdMoveWithin.as_view(),
        name="household_move_within",
    ),
    path(
        "households/<int:pk>/move-between/",
        life.HouseholdMoveBetween.as_view(),
        name="household_move_between",
    ),
    path(
        "households/<int:pk>/change-head/",
        life.HouseholdChangeHead.as_view(),
        name="household_change_head",
    ),
    path("households/<int:pk>/death/", life.HouseholdDeath.as_view(), name="household_death"),
    path(
        "households/<int:pk>/merge-duplicate/",
        life.HouseholdMergeDuplicate.as_view(),
        name="household_merge_duplicate",
    ),
    path(
        "households/<int:pk>/remove-duplicate/",
        life.HouseholdRemoveDuplicate.as_view(),
        name="household_remove_duplicate",
    ),
    path("duplicates/", duplicates.DuplicateList.as_view(), name="duplicate_list"),
    path(
        "duplicates/decisions/",
        duplicates.DecisionList.as_view(),
        name="duplicate_decision_list",
    ),
    path(
        "duplicates/decisions/<int:pk>/",
        duplicates.DecisionDetail.as_view(),
        name="duplicate_decision_detail",
    ),
    path("life-events/", life.LifeEventList.as_view(), name="life_event_list"),
    path("life-events/<int:pk>/undo/", life.LifeEventUndo.as_view(), name="life_event_undo"),
]

"""Pages of the year's goals and its monthly path."""

from django.urls import path

from targets.views import goals as views

urlpatterns = [
    path("ke-hoach/<int:year>/muc-tieu/", views.goals_edit, name="goals_edit"),
    path("ke-hoach/<int:year>/lo-trinh/", views.path_edit, name="path_edit"),
    path("ke-hoach/<int:year>/lich-su/", views.plan_history, name="plan_history"),
]

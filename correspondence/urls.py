"""Pages of correspondence."""

from django.urls import path

from correspondence import views

app_name = "correspondence"

urlpatterns = [
    path("", views.thread_list, name="list"),
    path("don-doc/", views.remind, name="remind"),
    path("y-kien/", views.comment, name="comment"),
    path("hoi/", views.ask, name="ask"),
    path("<key:pk>/", views.detail, name="detail"),
    path("<key:pk>/tra-loi/", views.reply, name="reply"),
    path("<key:pk>/ket-thuc/", views.close, name="close"),
    path("tin/<key:pk>/rut/", views.withdraw, name="withdraw"),
]

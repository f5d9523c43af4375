"""Pages of correspondence."""

from django.urls import path

from correspondence.views import opening, threads

app_name = "correspondence"

urlpatterns = [
    path("", threads.thread_list, name="list"),
    path("don-doc/", opening.remind, name="remind"),
    path("y-kien/", opening.comment, name="comment"),
    path("hoi/", opening.ask, name="ask"),
    path("<key:pk>/", threads.detail, name="detail"),
    path("<key:pk>/cong-van/", threads.reminder_letter, name="reminder_letter"),
    path("<key:pk>/tra-loi/", threads.reply, name="reply"),
    path("<key:pk>/ket-thuc/", threads.close, name="close"),
    path("tin/<key:pk>/rut/", threads.withdraw, name="withdraw"),
]

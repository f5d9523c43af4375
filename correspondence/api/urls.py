"""API addresses of correspondence."""

from django.urls import path

from correspondence.api import views

urlpatterns = [
    path("threads/", views.ThreadList.as_view(), name="thread_list"),
    path("threads/reminders/", views.Reminders.as_view(), name="reminders"),
    path("threads/comments/", views.Comments.as_view(), name="comments"),
    path("threads/questions/", views.Questions.as_view(), name="questions"),
    path("threads/<key:pk>/", views.ThreadDetail.as_view(), name="thread_detail"),
    path("threads/<key:pk>/letter/", views.ReminderLetter.as_view(), name="reminder_letter"),
    path("threads/<key:pk>/read/", views.ThreadRead.as_view(), name="thread_read"),
    path("threads/<key:pk>/replies/", views.ThreadReplies.as_view(), name="thread_replies"),
    path("threads/<key:pk>/close/", views.ThreadClose.as_view(), name="thread_close"),
    path(
        "thread-messages/<key:pk>/withdraw/",
        views.MessageWithdraw.as_view(),
        name="thread_message_withdraw",
    ),
]

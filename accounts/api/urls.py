"""API addresses of users and tokens."""

from django.urls import path

from accounts.api import views

urlpatterns = [
    path("users/", views.UserList.as_view(), name="user_list"),
    path("users/<key:pk>/", views.UserDetail.as_view(), name="user_detail"),
    path(
        "users/<key:pk>/reset-password/",
        views.UserResetPassword.as_view(),
        name="user_reset_password",
    ),
    path("users/<key:pk>/set-active/", views.UserSetActive.as_view(), name="user_set_active"),
    path("support-contact/", views.SupportContact.as_view(), name="support_contact"),
    path("session/", views.OwnSession.as_view(), name="own_session"),
    path("roles/", views.RoleTable.as_view(), name="role_table"),
    path("me/password/", views.OwnPassword.as_view(), name="own_password"),
    path("tokens/", views.TokenList.as_view(), name="token_list"),
    path("tokens/<key:pk>/revoke/", views.TokenRevoke.as_view(), name="token_revoke"),
]

"""Page addresses of signing in, users and tokens."""

from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="login"),
    path("dang-xuat/", views.sign_out, name="logout"),
    path("doi-mat-khau/", views.password_change, name="password_change"),
    path("bieu-chua-gui/<uuid:pk>/", views.kept_form, name="kept_form"),
    path("bieu-chua-gui/<uuid:pk>/bo/", views.kept_form_discard, name="kept_form_discard"),
    path("nguoi-dung/", views.user_list, name="user_list"),
    path("nguoi-dung/them/", views.user_create, name="user_create"),
    path("nguoi-dung/vai-tro/", views.role_table, name="role_table"),
    path("nguoi-dung/ho-tro/", views.support_contact, name="support_contact"),
    path("nguoi-dung/<key:pk>/", views.user_edit, name="user_edit"),
    path(
        "nguoi-dung/<key:pk>/dat-lai-mat-khau/",
        views.user_reset_password,
        name="user_reset_password",
    ),
    path("nguoi-dung/<key:pk>/trang-thai/", views.user_set_active, name="user_set_active"),
    path("ma-truy-cap/", views.token_list, name="token_list"),
    path("ma-truy-cap/cap/", views.token_issue, name="token_issue"),
    path("ma-truy-cap/<key:pk>/thu-hoi/", views.token_revoke, name="token_revoke"),
]

"""Addresses for those who sign in. Of allauth only what is used here: what is not mounted cannot be attacked."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path, re_path

from accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/login/", views.door),
    path("admin/logout/", account.logout),
    path("admin/password_change/", views.signing_in),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/signup/", views.by_invitation, name="account_signup"),
    path("accounts/session/", views.session, name="account_session"),
    path("accounts/reminders/", views.reminders, name="account_reminders"),
    path("accounts/language/", views.own_language, name="account_language"),
    path("accounts/signed-in-again/", views.signed_in_again, name="account_signed_in_again"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]

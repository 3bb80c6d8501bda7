"""Allauth's pages that the portal uses, under allauth's own names. What is not listed (changing
the e-mail there, switching the second factor off, passkeys, phone codes) has no address here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from django.urls import path, re_path
from django.views.generic import RedirectView

from portal.accounts.sign_on import views as sign_on
from portal.accounts.sign_on.pages import ClaimView, ProveView, RegisterView
from portal.accounts.sign_on.sign_out import SignOutView, signed_out
from portal.accounts.web.first_password import FirstPasswordView
from portal.accounts.web.registration import RegistrationView
from portal.accounts.web.second_factor import (
    ActivateAppView,
    RecoveryCodesView,
    SecondFactorAgainView,
    SecondFactorView,
)

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", SignOutView.as_view(), name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", RegistrationView.as_view(), name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path(
        "email/",
        RedirectView.as_view(pattern_name="accounts:profile_contact"),
        name="account_email",
    ),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"
    ),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", FirstPasswordView.as_view(), name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "oidc/national/login/", sign_on.start, {"provider_id": "national"}, "openid_connect_login"
    ),
    path(
        "oidc/national/login/callback/",
        sign_on.callback,
        {"provider_id": "national"},
        "openid_connect_callback",
    ),
    path("national/register/", RegisterView.as_view(), name="national_register"),
    path("national/link/", ProveView.as_view(), name="national_link"),
    path("national/claim/", ClaimView.as_view(), name="national_claim"),
    path("national/signed-out/", signed_out, name="national_signed_out"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", SecondFactorView.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", SecondFactorAgainView.as_view(), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", ActivateAppView.as_view(), name="mfa_activate_totp"),
    path(
        "2fa/totp/deactivate/",
        RedirectView.as_view(pattern_name="mfa_index"),
        name="mfa_deactivate_totp",
    ),
    path(
        "2fa/recovery-codes/",
        RecoveryCodesView.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

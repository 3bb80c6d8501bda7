"""Addresses of the account pages that are the portal's own; allauth's are in allauth_urls."""

from django.urls import path
from django.views.generic import RedirectView

from portal.accounts.web.app_keys import AppKeyRevokeView, AppKeysView
from portal.accounts.web.claim import ClaimView
from portal.accounts.web.invitation import InvitationView
from portal.accounts.web.log import ActionLogView
from portal.accounts.web.national import NationalView, UnlinkView
from portal.accounts.web.profile import AddressView, ContactView, ProfileView, SendVerificationView

app_name = "accounts"

urlpatterns = [
    path("me/profile/", ProfileView.as_view(), name="profile"),
    path("me/profile/address/", AddressView.as_view(), name="profile_address"),
    path("me/profile/contact/", ContactView.as_view(), name="profile_contact"),
    path("me/profile/verification/", SendVerificationView.as_view(), name="send_verification"),
    path("me/profile/keys/", AppKeysView.as_view(), name="app_keys"),
    path("me/profile/keys/<int:key>/revoke/", AppKeyRevokeView.as_view(), name="app_key_revoke"),
    path("me/profile/national/", NationalView.as_view(), name="national"),
    path("me/profile/national/unlink/", UnlinkView.as_view(), name="national_unlink"),
    path("accounts/claim/", ClaimView.as_view(), name="claim"),
    path("accounts/invitation/<str:secret>/", InvitationView.as_view(), name="invitation"),
    path("reports/", RedirectView.as_view(pattern_name="accounts:action_log"), name="reports"),
    path("reports/log/", ActionLogView.as_view(), name="action_log"),
]

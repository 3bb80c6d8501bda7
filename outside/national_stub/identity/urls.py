"""Sign-in, and the addresses of the provider (`/.well-known/…`, `/identity/o/…`)."""

from django.urls import include, path

from outside.national_stub.identity import views

urlpatterns = [
    path("identity/sign-in/", views.sign_in, name="account_login"),
    path("identity/sign-in/again/", views.sign_in, {"again": True}, name="account_reauthenticate"),
    path("identity/sign-out/", views.sign_out, name="sign_out"),
    path("identity/signed-out/", views.signed_out, name="signed_out"),
    path("identity/o/authorize", views.ConsentView.as_view()),
    path("identity/o/device", views.no_devices),
    path("identity/o/api/device/code", views.no_devices),
    path("", include("allauth.idp.urls")),
]

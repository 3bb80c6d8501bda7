"""The two addresses of this form."""

from django.urls import path

from outside.national_stub.session_form import views

urlpatterns = [
    path("apiVXP/login", views.login, name="session_form_login"),
    path("apiVXP/", views.call, name="session_form"),
]

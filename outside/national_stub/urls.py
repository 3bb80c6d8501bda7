"""Every address of the stand-in."""

from django.urls import include, path

from outside.national_stub import fault_views
from outside.national_stub.intake import views as intake
from outside.national_stub.mine import views as people
from outside.national_stub.pages import views as pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("dossiers/<str:code>/", pages.dossier, name="dossier"),
    path("me/", people.mine, name="mine"),
    path("style.css", pages.style, name="style"),
    path("api/v1/messages", intake.messages, name="api_messages"),
    path("api/v1/dossiers/<str:code>/", intake.dossier, name="api_dossier"),
    path("_faults", fault_views.switch, name="faults"),
    path("", include("outside.national_stub.identity.urls")),
]

"""Every address of the stand-in."""

from django.urls import include, path

from outside.national_stub import fault_views
from outside.national_stub.catalogue import pages as catalogue_pages
from outside.national_stub.catalogue import views as catalogue
from outside.national_stub.comparison import views as comparison
from outside.national_stub.filing import views as filing
from outside.national_stub.intake import views as intake
from outside.national_stub.mine import views as people
from outside.national_stub.pages import views as pages

urlpatterns = [
    path("", pages.home, name="home"),
    path("dossiers/<str:code>/", pages.dossier, name="dossier"),
    path("me/", people.mine, name="mine"),
    path("me/filings/<str:key>/send/", filing.send_again, name="filing_send"),
    path("_file", filing.control, name="filing_control"),
    path("services/", catalogue_pages.services, name="services"),
    path("services/<str:code>/", catalogue_pages.service, name="service"),
    path("style.css", pages.style, name="style"),
    path("api/v1/messages", intake.messages, name="api_messages"),
    path("api/v1/dossiers/<str:code>/", intake.dossier, name="api_dossier"),
    path("api/v1/procedures", catalogue.procedures, name="api_procedures"),
    path("api/v1/comparison/days", comparison.days, name="api_days"),
    path("api/v1/comparison/days/<str:day>", comparison.day, name="api_day"),
    path("faults", fault_views.page, name="faults"),
    path("_faults", fault_views.switch, name="faults_api"),
    path("", include("outside.national_stub.identity.urls")),
    path("", include("outside.national_stub.session_form.urls")),
]

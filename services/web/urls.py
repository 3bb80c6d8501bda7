"""Addresses of the public catalogue."""

from django.urls import path
from django.views.generic import TemplateView

from services.web.consultations import urls as consultations
from services.web.life_event import LifeEventView
from services.web.manage import urls as manage
from services.web.service_detail import ServiceDetailView
from services.web.service_list import ServiceListView
from services.web.template_file import TemplateFileView

app_name = "services"

urlpatterns = [
    *manage.urlpatterns,
    *consultations.urlpatterns,
    path("services/", ServiceListView.as_view(), name="service_list"),
    path(
        "services/<str:code>/templates/<uuid:key>/",
        TemplateFileView.as_view(),
        name="template_file",
    ),
    path("services/<str:code>/", ServiceDetailView.as_view(), name="service_detail"),
    path("life-events/<slug:slug>/", LifeEventView.as_view(), name="life_event"),
    path("help/", TemplateView.as_view(template_name="public/help.html"), name="help"),
    path("about/", TemplateView.as_view(template_name="public/about.html"), name="about"),
]

"""Addresses of the public catalogue."""

from django.urls import path
from django.views.generic import TemplateView

from services.web.manage import urls as manage
from services.web.service_detail import ServiceDetailView
from services.web.service_list import ServiceListView

app_name = "services"

urlpatterns = [
    *manage.urlpatterns,
    path("services/", ServiceListView.as_view(), name="service_list"),
    path("services/<str:code>/", ServiceDetailView.as_view(), name="service_detail"),
    path("help/", TemplateView.as_view(template_name="public/help.html"), name="help"),
    path("about/", TemplateView.as_view(template_name="public/about.html"), name="about"),
]

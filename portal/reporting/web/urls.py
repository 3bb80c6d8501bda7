"""The home page; later the reports."""

from django.urls import path

from portal.reporting.web.home import HomeView

app_name = "reporting"

urlpatterns = [path("", HomeView.as_view(), name="home")]

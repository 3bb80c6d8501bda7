"""Addresses for watchers."""

from django.urls import path

from portal.shared.web import health

app_name = "shared"
urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]

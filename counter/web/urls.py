"""Addresses of the one-stop counter, by subject."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "counter"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("counter.web.intake.urls")),
    path("", include("counter.web.papers.urls")),
    path("", include("counter.web.intake.filing_urls")),
    path("", include("counter.web.queue.urls")),
    path("", include("counter.web.kiosk.urls")),
    path("", include("counter.web.returns.urls")),
]

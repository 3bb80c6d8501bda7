"""The portal's addresses and two that nobody has put into the table."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from portal.urls import urlpatterns as portals


def forgotten(request: HttpRequest) -> HttpResponse:
    """Says nothing."""
    return HttpResponse()


urlpatterns = [
    *portals,
    path("more/", include(([path("", forgotten, name="forgotten")], "more"))),
    path("without-a-name/", forgotten),
]

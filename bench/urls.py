"""The portal's addresses and the floor's."""

from django.urls import include, path

from bench.floor import floor

urlpatterns = [path("_bench/floor/", floor), path("", include("portal.urls"))]

handler403 = "portal.shared.web.errors.permission_denied"
handler404 = "portal.shared.web.errors.page_not_found"
handler500 = "portal.shared.web.errors.server_error"

"""Every address of the portal."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("portal.accounts.allauth_urls")),
    path("", include("portal.shared.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("portal.api.urls")),
    path("", include("portal.accounts.urls")),
    path("", include("payments.web.urls")),
    path("", include("services.web.urls")),
    path("", include("dossiers.web.urls")),
    path("", include("counter.web.urls")),
    path("", include("portal.signatures.web.urls")),
    path("", include("portal.national.web.urls")),
    path("", include("portal.administration.web.urls")),
    path("", include("portal.reporting.web.urls")),
]

handler400 = "portal.shared.web.errors.bad_request"
handler403 = "portal.shared.web.errors.permission_denied"
handler404 = "portal.shared.web.errors.page_not_found"
handler500 = "portal.shared.web.errors.server_error"

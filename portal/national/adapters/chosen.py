"""The adapter that the settings choose."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from portal.national.adapters.port import NationalPortal
from portal.national.adapters.rest import rest_portal
from portal.national.adapters.session import session_portal

FORMS: dict[str, Callable[[], NationalPortal]] = {"rest": rest_portal, "session": session_portal}


def national_portal() -> NationalPortal:
    """As NATIONAL_PORTAL_FORM says. Raises ImproperlyConfigured naming what is missing."""
    form = settings.NATIONAL_PORTAL_FORM
    if form not in FORMS:
        raise ImproperlyConfigured(
            _("NATIONAL_PORTAL_FORM chỉ nhận: %(forms)s (đang là “%(form)s”).")
            % {"forms": ", ".join(FORMS), "form": form}
        )
    for name in _needed(form):
        if not getattr(settings, name):
            raise ImproperlyConfigured(
                _("Chưa khai báo biến %(name)s để kết nối cổng quốc gia (dạng “%(form)s”).")
                % {"name": name, "form": form}
            )
    return FORMS[form]()


def _needed(form: str) -> tuple[str, ...]:
    if form == "session":
        return (
            "NATIONAL_PORTAL_URL", "NATIONAL_PORTAL_USERNAME", "NATIONAL_PORTAL_PASSWORD",
            "NATIONAL_PORTAL_UNIT",
        )  # fmt: skip
    if settings.NATIONAL_PORTAL_AUTH == "hmac":
        return ("NATIONAL_PORTAL_URL", "NATIONAL_PORTAL_SECRET")
    # What OAuth2 needs the adapter itself checks.
    return ("NATIONAL_PORTAL_URL",)

"""The adapter that the settings choose."""

from portal.national.adapters.port import NationalPortal
from portal.national.adapters.rest import rest_portal


def national_portal() -> NationalPortal:
    """As NATIONAL_PORTAL_FORM says. Raises ImproperlyConfigured for what is missing."""
    return rest_portal()

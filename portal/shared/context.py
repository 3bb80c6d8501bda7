"""What every template knows about the installation."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """Names of portal and province, and whether this is the demo."""
    return {
        "portal_name": settings.PORTAL_NAME,
        "province_name": settings.PROVINCE_NAME,
        "demo_mode": settings.DEMO_MODE,
    }

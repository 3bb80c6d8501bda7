"""The app."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """Agencies and staff."""

    name = "portal.administration"
    label = "administration"

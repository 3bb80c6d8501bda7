"""The top of the project: when everything is loaded, the event handlers are wired."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"

    def ready(self) -> None:
        """Subscribe all handlers (one file lists them)."""
        from portal import wiring

        wiring.wire()

from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "portal.shared"
    label = "shared"

    def ready(self) -> None:
        from portal.shared.rate_limit import checks  # noqa: F401 - registers them

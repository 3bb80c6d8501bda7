from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "portal.signatures"
    label = "signatures"

    def ready(self) -> None:
        from portal.signatures import checks  # noqa: F401 - registers them

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "outside.national_stub.identity"
    label = "national_identity"
    default_auto_field = "django.db.models.BigAutoField"

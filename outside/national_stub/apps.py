from django.apps import AppConfig


class NationalStubConfig(AppConfig):
    name = "outside.national_stub"
    label = "national_stub"
    default_auto_field = "django.db.models.BigAutoField"

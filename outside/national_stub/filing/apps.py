from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "outside.national_stub.filing"
    label = "national_filing"
    default_auto_field = "django.db.models.BigAutoField"

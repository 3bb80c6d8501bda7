from django.apps import AppConfig


class SessionFormConfig(AppConfig):
    name = "outside.national_stub.session_form"
    label = "national_session_form"
    default_auto_field = "django.db.models.BigAutoField"

"""Settings of the stand-in; everything that differs comes from the environment."""

import os

import environ

from outside.national_stub.database import database_url

SECRET_KEY = "national-stub-holds-no-sessions-and-no-secrets"  # noqa: S105 - a stand-in
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
INSTALLED_APPS = ["outside.national_stub"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "outside.national_stub.headers.policy",
]
ROOT_URLCONF = "outside.national_stub.urls"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
DATABASES = {"default": environ.Env.db_url_config(database_url())}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
LANGUAGE_CODE = "vi"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# What a province signs its requests with, and how far its clock may be off.
INTAKE_SECRET = os.environ.get("NATIONAL_PORTAL_SECRET", "national-demo-secret")
CLOCK_TOLERANCE_SECONDS = 300

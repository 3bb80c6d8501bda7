"""Settings of the stand-in; everything that differs comes from the environment."""

import os
import secrets

import environ

from outside.national_stub.database import database_url

# The start reads it from the database; without it, sessions end with the process.
SECRET_KEY = os.environ.get("NATIONAL_STUB_SECRET_KEY") or secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
INSTALLED_APPS = [
    "outside.national_stub",
    "outside.national_stub.identity",
    "outside.national_stub.session_form",
    "outside.national_stub.filing",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth.account",
    "allauth.idp.oidc",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "outside.national_stub.headers.policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "outside.national_stub.identity.machines.CsrfOfPages",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "outside.national_stub.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
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
# Takes in dossiers of procedures that no province told of: for tests of other things.
OPEN_CATALOGUE = os.environ.get("NATIONAL_STUB_OPEN_CATALOGUE") == "1"

# The form with a session login.
SESSION_FORM_USERNAME = os.environ.get("NATIONAL_PORTAL_USERNAME", "motcua")
SESSION_FORM_PASSWORD = os.environ.get("NATIONAL_PORTAL_PASSWORD", "national-demo-password")
SESSION_FORM_SECONDS = 30 * 60

# Signing in. The cookies have names of their own: the province runs on the same host.
AUTH_USER_MODEL = "national_identity.Person"
AUTHENTICATION_BACKENDS = ["outside.national_stub.identity.backend.PersonBackend"]
PASSWORD_HASHERS = ["outside.national_stub.identity.hasher.StandInHasher"]
SESSION_COOKIE_NAME = "national_sessionid"
CSRF_COOKIE_NAME = "national_csrftoken"
SESSION_COOKIE_AGE = 8 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mine"
LOGOUT_REDIRECT_URL = "signed_out"

# The OpenID Connect provider.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
IDP_OIDC_ADAPTER = "outside.national_stub.identity.provider.NationalProvider"
# A province that shows whose sign-in it was (id_token_hint) ends it without another question.
IDP_OIDC_RP_INITIATED_LOGOUT_ASKS_FOR_OP_LOGOUT = False

# Filing into the province: where it is, and what both sides sign with.
PROVINCE_URL = os.environ.get(
    "NATIONAL_STUB_PROVINCE_URL", f"http://127.0.0.1:{os.environ.get('MOTCUA_PORT_WEB', '8000')}"
)
PROVINCE_SECRET = os.environ.get("NATIONAL_INBOUND_SECRET", "national-demo-inbound")

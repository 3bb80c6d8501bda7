"""Tests: quick password hashes, files in memory-like places, a database of their own."""

import os
import tempfile
from pathlib import Path

from portal.shared.embedded_postgres import TESTS, database_url

os.environ.setdefault("DATABASE_URL", database_url("postgres", place=TESTS))

from portal.settings.base import *  # noqa: F403 - settings files build on each other
from portal.settings.base import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

# A page that follows a relation once per row fails its test; reading one object twice does not.
INSTALLED_APPS += ["zeal"]
MIDDLEWARE += ["zeal.middleware.zeal_middleware"]
ZEAL_RAISE = True
ZEAL_NPLUSONE_THRESHOLD = 3
ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]
DEMO_MODE = True
DEMO_MFA_CODE = "123456"
DEMO_SIGNING_PIN = "123456"
SECRET_KEY = "test-only-not-a-secret-0123456789-abcdefghijklmnopqrstuvwxyz"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("MOTCUA_TEST_DATABASE", "test_motcua")}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "motcua-test-media"
SIGNATURE_KEYS_DIR = Path(tempfile.gettempdir()) / "motcua-test-keys"
SIGNATURE_TRUST_DIR = Path(tempfile.gettempdir()) / "motcua-test-trust"
SIGNATURE_TIMESTAMP_URL = "http://127.0.0.1:1"
SIGNATURE_REMOTE_TOKEN = "motcua-demo"
DEMO_SIGNING_KEYS_DIR = Path(tempfile.gettempdir()) / "motcua-test-no-demo-keys"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STRIPE_API_BASE = "http://127.0.0.1:1"
STRIPE_SECRET_KEY = "sk_test_tests"
STRIPE_WEBHOOK_SECRET = "whsec_tests"
NATIONAL_PAYMENT_URL = ""  # not offered; the tests of the platform set all three
NATIONAL_PAYMENT_PARTNER = ""
NATIONAL_PAYMENT_SECRET = ""
NATIONAL_PORTAL_URL = "http://127.0.0.1:1"
NATIONAL_PORTAL_SECRET = "tests"
NATIONAL_INBOUND_SECRET = "tests-inbound"
# False is allauth's word for "none"; tests sign in often, the limits have tests of their own.
ACCOUNT_RATE_LIMITS = False  # type: ignore[assignment]

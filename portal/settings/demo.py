"""The demo that `make run` starts: fixed secrets, fixed second factor, stand-ins outside."""

import os
from pathlib import Path

from portal.shared.embedded_postgres import database_url

os.environ.setdefault("DATABASE_URL", database_url())

from portal.settings.base import *  # noqa: F403 - settings files build on each other
from portal.settings.base import BASE_DIR, RUNS_JOBS, env

DEMO_MODE = True
PROCRASTINATE_IMPORT_PATHS = ["portal.demo.tasks"] if RUNS_JOBS else []
SECRET_KEY = "demo-only-not-a-secret-0123456789-abcdefghijklmnopqrstuvwxyz"
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default="http://127.0.0.1:8420")
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="sk_test_motcua_demo")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", default="whsec_motcua_demo")
NATIONAL_PAYMENT_URL = env.str("NATIONAL_PAYMENT_URL", default="http://127.0.0.1:8430/api")
NATIONAL_PAYMENT_PARTNER = env.str("NATIONAL_PAYMENT_PARTNER", default="MOTCUA")
NATIONAL_PAYMENT_SECRET = env.str("NATIONAL_PAYMENT_SECRET", default="platform-demo-secret")
NATIONAL_PORTAL_URL = env.str("NATIONAL_PORTAL_URL", default="http://127.0.0.1:8100")
NATIONAL_PORTAL_SECRET = env.str("NATIONAL_PORTAL_SECRET", default="national-demo-secret")
NATIONAL_PORTAL_TOKEN_URL = f"{NATIONAL_PORTAL_URL}/identity/o/api/token"
NATIONAL_PORTAL_CLIENT_ID = env.str("NATIONAL_PORTAL_CLIENT_ID", default="motcua-sync")
NATIONAL_PORTAL_CLIENT_SECRET = env.str(
    "NATIONAL_PORTAL_CLIENT_SECRET", default="national-demo-sync-secret"
)
NATIONAL_PORTAL_USERNAME = env.str("NATIONAL_PORTAL_USERNAME", default="motcua")
NATIONAL_PORTAL_PASSWORD = env.str("NATIONAL_PORTAL_PASSWORD", default="national-demo-password")
NATIONAL_INBOUND_SECRET = env.str("NATIONAL_INBOUND_SECRET", default="national-demo-inbound")
NATIONAL_SIGN_ON_URL = env.str("NATIONAL_SIGN_ON_URL", default=NATIONAL_PORTAL_URL)
NATIONAL_SIGN_ON_CLIENT_ID = env.str("NATIONAL_SIGN_ON_CLIENT_ID", default="motcua-sign-on")
NATIONAL_SIGN_ON_SECRET = env.str("NATIONAL_SIGN_ON_SECRET", default="national-demo-sign-on-secret")
DEMO_MFA_CODE = "123456"
DEMO_SIGNING_PIN = "123456"
_TRUST_FOLDER = env.str("MOTCUA_TRUST_FOLDER", default=str(BASE_DIR / "var" / "trust-services"))
# Where the demo's authority puts the keys of clerks, leaders and agencies.
DEMO_SIGNING_KEYS_DIR = Path(_TRUST_FOLDER) / "demo"
SIGNATURE_REMOTE_TOKEN = env.str("SIGNATURE_REMOTE_TOKEN", default="motcua-demo")
SIGNATURE_TIMESTAMP_URL = env.str(
    "SIGNATURE_TIMESTAMP_URL", default="http://127.0.0.1:8180/demo/tsa/tsa"
)

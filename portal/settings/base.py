"""What every installation shares. Values that differ come from the environment or from files."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.shared.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.FileAwareEnv()

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
DEMO_MODE = False
DEMO_MFA_CODE = ""
# The PIN of the demo's signing keys, filled in where a PIN is asked for.
DEMO_SIGNING_PIN = ""

# --- the province ---------------------------------------------------------------------------
PORTAL_NAME = "Một Cửa"
PROVINCE_NAME = env.str("PROVINCE_NAME", default="Quảng Nam")
PROVINCE_CODE = env.str("PROVINCE_CODE", default="H47")
PUBLIC_URL = env.str("PUBLIC_URL", default="http://127.0.0.1:8000")

# --- applications ---------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pgtrigger",
    "procrastinate.contrib.django",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "portal.shared",
    "portal.accounts",
    "portal.agencies",
    "portal.notifications",
    "portal.signatures",
    "services",
    "payments",
    "dossiers",
    "counter",
    "portal.national",
    "portal.administration",
    "portal.reporting",
    "portal.api",
    "portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.shared.web.nul.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.shared.web.language.ChosenLanguageMiddleware",
    "portal.shared.web.body_limit.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.ActorMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.shared.context.portal",
            ],
            "builtins": [
                "portal.shared.templatetags.formats",
                "portal.shared.templatetags.lists",
                "portal.shared.templatetags.same",
            ],
        },
    },
]

# --- database -------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"]["pool"] = {
    "min_size": 1,
    "max_size": 8,
    "timeout": 3,  # then the person is told, instead of waiting
    "reconnect_timeout": 5,  # then the next request tries anew, however long the outage
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
AUTHENTICATION_BACKENDS = ["portal.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key",
}
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.sign_in.SignInForm",
    "signup": "portal.accounts.forms.registration.RegistrationForm",
    "reset_password": "portal.accounts.forms.sign_in.PasswordResetRequestForm",
    "reset_password_from_key": "portal.accounts.forms.sign_in.PasswordFromLinkForm",
    "change_password": "portal.accounts.forms.sign_in.PasswordChangeForm",
    "reauthenticate": "portal.accounts.forms.sign_in.PasswordAgainForm",
    "set_password": "portal.accounts.forms.sign_in.FirstPasswordForm",
}
# Sign-on with the national portal (NATIONAL_SIGN_ON_*, below).
SOCIALACCOUNT_ADAPTER = "portal.accounts.sign_on.adapter.SignOnAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "portal.accounts.sign_on.provider.NationalProvider"}
}
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "portal.accounts.mfa_adapter.MFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # staff accounts are made by the administration
MFA_TOTP_TOLERANCE = 1  # clocks of phones are up to half a minute off
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.second_factor.SecondFactorForm",
    "reauthenticate": "portal.accounts.forms.second_factor.SecondFactorAgainForm",
    "activate_totp": "portal.accounts.forms.second_factor.ActivateAppForm",
}
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # the form itself demands e-mail or phone

# --- language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "build" / "static"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "portal.shared.static_files.KeptAddresses"},
}
# Typefaces cut down for the PDFs, made on first use.
PDF_FONTS_ROOT = Path(env.str("PDF_FONTS_ROOT", default=str(BASE_DIR / "build" / "fonts")))
ATTACHMENT_MAX_BYTES = 20 * 1024 * 1024
DOSSIER_MAX_BYTES = 100 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
CATALOGUE_FILE_MAX_BYTES = 64 * 1024 * 1024  # 50,000 procedures
# What these addresses take instead: 20 MB of files in base64, and the words around them.
LARGER_BODIES = {
    "/api/v1/national/dossiers/": 28 * 1024 * 1024,
    "/api/v1/me/dossiers/": 28 * 1024 * 1024,
    "/manage/batches/import/": CATALOGUE_FILE_MAX_BYTES + 512 * 1024,
}

# --- mail -----------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.str("EMAIL_HOST", default="127.0.0.1")
EMAIL_PORT = env.int("EMAIL_PORT", default=8025)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)  # STARTTLS
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="khong-tra-loi@motcua.example")

# --- receipts (biên lai) ----------------------------------------------------------------------
# Our own defaults; the tax office gives each agency its real ones.
RECEIPT_FORM_NUMBER = env.str("RECEIPT_FORM_NUMBER", default="01BLP-MC")
RECEIPT_SERIES = env.str("RECEIPT_SERIES", default="MC")
RECEIPT_TAX_CODES = env.dict("RECEIPT_TAX_CODES", default={})  # code of the agency=tax code

# --- outside systems ------------------------------------------------------------------------
# Providers being switched off: not offered any more, asked about what they still have open.
PAYMENT_PROVIDERS_OFF = env.list("PAYMENT_PROVIDERS_OFF", default=[])
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default="https://api.stripe.com")
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", default="")
STRIPE_MINIMUM_VND = env.int("STRIPE_MINIMUM_VND", default=13_000)  # about 0.5 USD
NATIONAL_PAYMENT_URL = env.str("NATIONAL_PAYMENT_URL", default="")
NATIONAL_PAYMENT_PARTNER = env.str("NATIONAL_PAYMENT_PARTNER", default="")
NATIONAL_PAYMENT_SECRET = env.str("NATIONAL_PAYMENT_SECRET", default="")
NATIONAL_PORTAL_URL = env.str("NATIONAL_PORTAL_URL", default="")
# How it is spoken to: `rest` or `session` (the form of QCVN 120:2019 with a session login).
NATIONAL_PORTAL_FORM = env.str("NATIONAL_PORTAL_FORM", default="rest")
# How REST requests prove who sends them: `hmac` or `oauth2` (client credentials).
NATIONAL_PORTAL_AUTH = env.str("NATIONAL_PORTAL_AUTH", default="hmac")
NATIONAL_PORTAL_SECRET = env.str("NATIONAL_PORTAL_SECRET", default="")
NATIONAL_PORTAL_TOKEN_URL = env.str("NATIONAL_PORTAL_TOKEN_URL", default="")
NATIONAL_PORTAL_CLIENT_ID = env.str("NATIONAL_PORTAL_CLIENT_ID", default="")
NATIONAL_PORTAL_CLIENT_SECRET = env.str("NATIONAL_PORTAL_CLIENT_SECRET", default="")
NATIONAL_PORTAL_USERNAME = env.str("NATIONAL_PORTAL_USERNAME", default="")
NATIONAL_PORTAL_PASSWORD = env.str("NATIONAL_PORTAL_PASSWORD", default="")
NATIONAL_PORTAL_UNIT = env.str("NATIONAL_PORTAL_UNIT", default=PROVINCE_CODE)  # madonvi
# A file with the certificates to trust, where the national portal has an authority of its own.
NATIONAL_PORTAL_CA = env.str("NATIONAL_PORTAL_CA", default="")
# After so many hours without delivery there is a case for the person in charge; tries go on.
NATIONAL_CASE_HOURS = env.float("NATIONAL_CASE_HOURS", default=4)
# Signs what the national portal sends to us.
NATIONAL_INBOUND_SECRET = env.str("NATIONAL_INBOUND_SECRET", default="")
# Sign-on with the national portal (OpenID Connect): its issuer, and who we are there. Without an
# issuer it is not offered.
NATIONAL_SIGN_ON_URL = env.str("NATIONAL_SIGN_ON_URL", default="")
NATIONAL_SIGN_ON_CLIENT_ID = env.str("NATIONAL_SIGN_ON_CLIENT_ID", default="")
NATIONAL_SIGN_ON_SECRET = env.str("NATIONAL_SIGN_ON_SECRET", default="")

# --- digital signatures (docs/signing.md) -----------------------------------------------------
# Certificates (PEM) of the authorities whose signatures count.
SIGNATURE_TRUST_DIR = Path(env.str("SIGNATURE_TRUST_DIR", default=str(BASE_DIR / "var" / "trust")))
# Where keys in files lie (PKCS#12), readable by the worker alone.
SIGNATURE_KEYS_DIR = Path(env.str("SIGNATURE_KEYS_DIR", default=str(BASE_DIR / "var" / "keys")))
# What the portal shows the remote signing service (CSC) to be let in.
SIGNATURE_REMOTE_TOKEN = env.str("SIGNATURE_REMOTE_TOKEN", default="")
SIGNATURE_TIMESTAMP_URL = env.str("SIGNATURE_TIMESTAMP_URL", default="")
# How long a timestamp, revocation or remote signing service may take to answer.
SIGNATURE_TIMEOUT_SECONDS = env.float("SIGNATURE_TIMEOUT_SECONDS", default=10)

# --- the queue at the counter (docs/queue.md) --------------------------------------------------
# The kiosk gives no more numbers when so many people wait for each desk: at ten minutes a client
# that is more than a day's work, so nobody in need is sent away by it.
QUEUE_MOST_WAITING_PER_DESK = env.int("QUEUE_MOST_WAITING_PER_DESK", default=50)

# --- digitising at the counter (docs/digitising.md) -------------------------------------------
# Folders that scanners write into: <root>/<code of the agency>/<number of the desk>/. Empty: none.
SCANNER_ROOT = env.str("SCANNER_ROOT", default="")
# An electronic copy of a paper: at least 200 dots an inch, at 100 % size (NĐ 30/2020/NĐ-CP).
SCAN_MIN_DPI = env.int("SCAN_MIN_DPI", default=200)
# More is scaled down: it costs megabytes, and nobody reads better.
SCAN_MAX_DPI = env.int("SCAN_MAX_DPI", default=300)
SCAN_FILE_MAX_BYTES = 100 * 1024 * 1024  # of a scanner; through a page ATTACHMENT_MAX_BYTES
PAPER_MAX_PAGES = env.int("PAPER_MAX_PAGES", default=100)
INTAKE_MAX_PAGES = env.int("INTAKE_MAX_PAGES", default=200)
# What nobody comes back for: after so many days without a touch an open or suspended intake is
# closed; so many days later its scans and unsigned copies are deleted (never a signed copy); files
# of scanners that were nobody's lie that long.
INTAKE_OPEN_DAYS = env.int("INTAKE_OPEN_DAYS", default=1)
INTAKE_SUSPENDED_DAYS = env.int("INTAKE_SUSPENDED_DAYS", default=30)
INTAKE_FILES_DAYS = env.int("INTAKE_FILES_DAYS", default=30)
SCANNER_UNCLAIMED_DAYS = env.int("SCANNER_UNCLAIMED_DAYS", default=7)
# A layer of text under the picture, where tesseract is installed (never demanded), and how long it
# may be looked for in one paper.
SCAN_OCR = env.bool("SCAN_OCR", default=False)
SCAN_OCR_SECONDS = env.float("SCAN_OCR_SECONDS", default=120)

# --- jobs -----------------------------------------------------------------------------------
# Processes that only defer jobs (by name) do not load what the jobs need: 35 MB less each.
RUNS_JOBS = env.bool("RUNS_JOBS", default=True)
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks" if RUNS_JOBS else None

# --- cache: limits of sign-in, counted by all processes together ------------------------------
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Public lists and figures that may be a minute old: kept in each process, costs no query.
    "memory": {"BACKEND": "portal.shared.process_cache.ProcessCache"},
}
# The header in which a proxy in front of the portal tells the client's address, if there is one.
CLIENT_ADDRESS_HEADER = env.str("CLIENT_ADDRESS_HEADER", default="")

# Whoever bears it reads /metrics; without one only this machine does.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# --- logs -----------------------------------------------------------------------------------
LOGGING = logging_settings(env.str("LOG_LEVEL", default="WARNING"))

# --- security -------------------------------------------------------------------------------
SESSION_ENGINE = "portal.shared.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.shared.web.errors.csrf_failure"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- the public API -------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "portal.api.problems.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Một Cửa",
    "DESCRIPTION": (
        "API của cổng dịch vụ công trực tuyến: danh mục thủ tục cho mọi người; nộp và theo dõi hồ "
        "sơ cho công dân (khóa ứng dụng) và Cổng Dịch vụ công quốc gia. Lỗi theo RFC 9457."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "AgencyLevelEnum": "portal.agencies.models.Agency.Level",
        "StateEnum": "portal.api.dossiers.serializers.FILED",
        "TimeUnitEnum": "services.models.Revision.TimeUnit",
        "ReturnChannelEnum": "services.models.Revision.ReturnChannel",
    },
}

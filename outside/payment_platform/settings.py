"""Django without models: addresses and templates are all that is used of it."""

from pathlib import Path

HERE = Path(__file__).parent
DEBUG = False
SECRET_KEY = "the-platform-signs-nothing-with-django"  # noqa: S105
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "outside.payment_platform.urls"
INSTALLED_APPS: list[str] = []
DATABASES: dict[str, dict[str, str]] = {}
MIDDLEWARE = [
    "outside.serving.faulty.slow_or_broken",
    "django.middleware.security.SecurityMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates", HERE.parent / "serving" / "templates"],
        "OPTIONS": {"builtins": ["outside.serving.formats"]},
    }
]
API_PREFIX = "/api/"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LOGGING_CONFIG = None

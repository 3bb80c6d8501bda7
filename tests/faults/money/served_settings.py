"""The demo's settings with the tests' secret key: a session made by a test is valid there."""

from portal.settings.demo import *  # noqa: F403 - settings files build on each other
from portal.settings.demo import STORAGES as DEMO_STORAGES

SECRET_KEY = "test-only-not-a-secret-0123456789-abcdefghijklmnopqrstuvwxyz"
# Pages are asked for, their scripts are not: nobody has to have collected them before.
STORAGES = DEMO_STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}

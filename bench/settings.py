"""The demo's settings with the benchmark's database, the floor's address and files of its own."""

from portal.settings.demo import *  # noqa: F403 - settings files build on each other
from portal.settings.demo import BASE_DIR

ROOT_URLCONF = "bench.urls"
STATIC_ROOT = BASE_DIR / "build" / "bench" / "static"
MEDIA_ROOT = BASE_DIR / "build" / "bench" / "media"

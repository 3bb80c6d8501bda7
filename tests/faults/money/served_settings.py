"""The demo's settings with the tests' secret key: a session made by a test is valid there."""

from portal.settings.demo import *  # noqa: F403 - settings files build on each other

SECRET_KEY = "test-only-not-a-secret-0123456789-abcdefghijklmnopqrstuvwxyz"

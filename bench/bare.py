"""The benchmark's settings without any middleware: how much of the floor is Django's own frame."""

from bench.settings import *  # noqa: F403 - settings files build on each other

MIDDLEWARE: list[str] = []

"""The portal without any middleware: how much of the floor is Django's own frame."""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("RUNS_JOBS", "false")
django.setup()  # which demands the middleware of allauth, so it is taken away afterwards
settings.MIDDLEWARE = []
application = WSGIHandler()

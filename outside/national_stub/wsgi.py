"""The WSGI application of the stand-in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "outside.national_stub.settings")
application = get_wsgi_application()

"""The web process stays small: what only jobs need is not loaded into it."""

import os
import subprocess
import sys

from django.conf import settings

LOOK = """
import portal.wsgi
from django.urls import get_resolver
import sys
get_resolver().url_patterns
unwanted = {
    "weasyprint", "cv2", "numpy", "pypdfium2", "img2pdf", "pyhanko", "certomancer",
    "payments.tasks", "dossiers.tasks", "services.tasks", "counter.tasks",
    "portal.signatures.tasks",
}
print(",".join(sorted(unwanted & set(sys.modules))))
"""


def test_neither_the_press_nor_the_jobs_are_loaded_for_pages() -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    environment.pop("RUNS_JOBS", None)  # portal.wsgi decides, as in life
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == ""

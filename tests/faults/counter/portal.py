"""The web server and the worker as real processes that can be killed and come back."""

import os
from pathlib import Path

from django.db import connection

from tests.faults.money.processes import BIN, Kept, answers, url_of
from tests.ports import reserved_port
from tests.trust import TrustServices


class Portal:
    """Both, on a free port and the test's database."""

    def __init__(self, folder: Path, trust: TrustServices) -> None:
        port = reserved_port()
        self.url = f"http://127.0.0.1:{port}"
        environment = {
            **os.environ,
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "tests.faults.money.served_settings",
            "DATABASE_URL": url_of(connection.settings_dict["NAME"]),
            "PUBLIC_URL": self.url,
            "MEDIA_ROOT": str(folder / "media"),
            "SIGNATURE_KEYS_DIR": str(folder / "keys"),
            "SIGNATURE_TRUST_DIR": str(trust.trust_dir),
            "SIGNATURE_TIMESTAMP_URL": trust.timestamp_url,
        }
        environment.pop("RUNS_JOBS", None)
        granian = (
            f"granian --interface wsgi --no-ws --host 127.0.0.1 --port {port} --workers 1"
            " --blocking-threads 4 --log-level warning portal.wsgi:application"
        ).split()
        self.web = Kept(granian, environment, folder / "web.log")
        worker = [str(BIN / "python"), "manage.py", "run_worker"]
        self.worker = Kept(worker, environment, folder / "worker.log")

    def wait_until_up(self) -> None:
        """Until the web server answers."""
        log = self.web.log
        assert answers(f"{self.url}/health/ready"), log.read_text()[-3000:]

    def end(self) -> None:
        """Stop both."""
        self.web.end()
        self.worker.end()

"""`make drill-sync`: the national portal is away for 72 hours while the province works on; then it
comes back, and everything must arrive.

The hours are simulated: the portal's clock is turned, every refused connection is a real one. What
happens afterwards is real: the delivery process against the stub, on this machine.
"""

import argparse
import os
import sys

from bench.client.wrk import Failed
from bench.database import database
from portal.shared.embedded_postgres import EmbeddedPostgresError

PORT = 18890


def main() -> int:
    """0 when both sides are equal in time; else 1 and one line."""
    parser = argparse.ArgumentParser(prog="python -m bench.sync", description=__doc__)
    parser.add_argument("--hours", type=int, default=72)
    parser.add_argument("--dossiers-a-day", type=int, default=7_000)
    parser.add_argument("--keep", action="store_true", help="leave the database")
    parser.add_argument("--port", type=int, default=PORT)
    given = parser.parse_args()
    try:
        with database(keep=given.keep) as url:
            os.environ.update(
                DATABASE_URL=url, DJANGO_SETTINGS_MODULE="bench.settings", RUNS_JOBS="false",
                NATIONAL_PORTAL_URL=f"http://127.0.0.1:{given.port}",
            )  # fmt: skip
            import django

            django.setup()
            from bench.sync.drill import drill

            drill(hours=given.hours, dossiers_a_day=given.dossiers_a_day)
    except (Failed, EmbeddedPostgresError, RuntimeError, TimeoutError) as error:
        sys.stderr.write(f"LỖI / ERROR: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench`, what `make bench` calls."""

import os
import sys

from bench.client.wrk import Failed
from bench.database import database
from bench.options import read_options
from portal.shared.embedded_postgres import EmbeddedPostgresError


def main() -> int:
    """Measure, print, write build/bench.json; 1 and one line when a figure cannot be trusted."""
    options = read_options(sys.argv[1:])
    try:
        with database(keep=options.keep) as url:
            os.environ.update(
                DATABASE_URL=url, DJANGO_SETTINGS_MODULE="bench.settings", RUNS_JOBS="false",
                STRIPE_API_BASE=f"http://127.0.0.1:{options.port + 2}",
                NATIONAL_PORTAL_URL=f"http://127.0.0.1:{options.port + 3}",
            )  # fmt: skip
            import django

            django.setup()
            from bench.measuring import measure_all

            measure_all(options)
    except (Failed, EmbeddedPostgresError, RuntimeError) as error:
        sys.stderr.write(f"LỖI / ERROR: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

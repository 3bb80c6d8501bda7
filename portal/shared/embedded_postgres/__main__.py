"""`python -m portal.shared.embedded_postgres`: keep the demo's server running until stopped."""

import signal
import sys
import threading

from portal.shared.embedded_postgres.handle import revive, running
from portal.shared.embedded_postgres.places import DEMO
from portal.shared.embedded_postgres.server import EmbeddedPostgresError

CHECK_SECONDS = 1.0


def main() -> int:
    """Hold the server; start it again when it dies; leave on SIGTERM or SIGINT."""
    leave = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: leave.set())
    try:
        with running(DEMO):
            sys.stdout.write(f"PostgreSQL: {DEMO.sockets}\n")
            sys.stdout.flush()
            while not leave.wait(CHECK_SECONDS):
                if revive(DEMO):
                    sys.stdout.write("PostgreSQL đã được khởi động lại / was started again\n")
                    sys.stdout.flush()
    except EmbeddedPostgresError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

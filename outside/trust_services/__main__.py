"""`python -m outside.trust_services --port 8180 --data var/trust-services`, until stopped."""

import argparse
import signal
import sys
import threading
from pathlib import Path

from outside.trust_services.serving import listen


def main() -> int:
    """Serve until SIGTERM or SIGINT."""
    reader = argparse.ArgumentParser(prog="outside.trust_services", description=__doc__)
    reader.add_argument("--port", type=int, default=8180)
    reader.add_argument("--data", type=Path, default=Path("var/trust-services"))
    given = reader.parse_args()
    try:
        server, _services, url = listen(given.port, given.data)
    except OSError as error:
        sys.stderr.write(f"Chứng thực / trust services: {error.strerror}: {given.port}\n")
        return 1
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    sys.stdout.write(f"Chứng thực chữ ký số / trust services: {url}\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.2)
    server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

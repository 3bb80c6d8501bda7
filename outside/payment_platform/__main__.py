"""`python -m outside.payment_platform [--port 8430]`"""

import argparse
import logging
import os
import sys
from pathlib import Path

import psycopg

from outside.payment_platform.calls import Caller
from outside.payment_platform.config import NoDatabaseError, configure, from_environment
from outside.serving.database import connect, disconnect
from outside.serving.process import listen, serve

SCHEMA = Path(__file__).parent / "schema.sql"


def main() -> int:
    """Serve until SIGTERM or Ctrl-C. Returns 1 with one plain line when it cannot start."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "outside.payment_platform.settings"
    parser = argparse.ArgumentParser(prog="payment_platform", description=__doc__)
    parser.add_argument("--port", type=int, default=None)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # refusals are its daily work
    try:
        config = from_environment(parser.parse_args().port)
    except NoDatabaseError:
        return _cannot("đặt PLATFORM_DATABASE_URL / set PLATFORM_DATABASE_URL")
    try:
        connect(config.database, SCHEMA.read_bytes())
        server = listen(config.host, config.port)
    except psycopg.OperationalError as error:
        return _cannot(f"cơ sở dữ liệu không trả lời / its database does not answer: {error}")
    except OSError as error:
        return _cannot(
            f"cổng {config.port} đang bận / port {config.port} is busy ({error.strerror});"
            " đặt PLATFORM_PORT / set PLATFORM_PORT"
        )
    configure(config)
    serve(server, [Caller()], f"Payment platform: {config.public_url}")
    disconnect()
    return 0


def _cannot(reason: str) -> int:
    print(f"Payment platform: {reason}", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""`python -m outside.payment_sandbox [--port 8420]`"""

import argparse
import logging
import os
import sys
from pathlib import Path

import psycopg

from outside.payment_sandbox.config import NoDatabaseError, configure, from_environment
from outside.payment_sandbox.expiry import Expirer
from outside.payment_sandbox.webhooks import Caller
from outside.serving.database import connect, disconnect
from outside.serving.process import listen, serve

CALLERS = 2
SCHEMA = Path(__file__).parent / "schema.sql"


def main() -> int:
    """Serve until SIGTERM or Ctrl-C. Returns 1 with one plain line when it cannot start."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "outside.payment_sandbox.settings"
    parser = argparse.ArgumentParser(prog="payment_sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=None)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # refusals are its daily work
    try:
        config = from_environment(parser.parse_args().port)
    except NoDatabaseError:
        return _cannot("đặt SANDBOX_DATABASE_URL / set SANDBOX_DATABASE_URL")
    try:
        connect(config.database, SCHEMA.read_bytes())
        server = listen(config.host, config.port)
    except psycopg.OperationalError as error:
        return _cannot(f"cơ sở dữ liệu không trả lời / its database does not answer: {error}")
    except OSError as error:
        return _cannot(
            f"cổng {config.port} đang bận / port {config.port} is busy ({error.strerror});"
            " đặt SANDBOX_PORT / set SANDBOX_PORT"
        )
    configure(config)
    helpers = [*(Caller() for _ in range(CALLERS)), Expirer()]
    serve(server, helpers, f"Payment sandbox: {config.public_url}")
    disconnect()
    return 0


def _cannot(reason: str) -> int:
    print(f"Payment sandbox: {reason}", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())

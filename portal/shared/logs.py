"""What the processes write to their output."""

import logging
from typing import Any

from django.db import InterfaceError, OperationalError
from psycopg import OperationalError as DriverError


class OneLineOutages(logging.Filter):
    """A database that is down is one line, not a traceback for every request and every lane."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record; shortens it."""
        error = record.exc_info[1] if record.exc_info else None
        if record.name.startswith("psycopg.pool") or _is_outage(error):
            record.msg, record.args = _first_line(record.getMessage()), ()
            record.exc_info = record.exc_text = None
        return True


def _is_outage(error: BaseException | None) -> bool:
    kinds = (OperationalError, InterfaceError, DriverError)
    return isinstance(error, kinds) or (error is not None and isinstance(error.__cause__, kinds))


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0]


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from `level` up to the output; refusals (4xx) are no errors."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"outages": {"()": "portal.shared.logs.OneLineOutages"}},
        "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
        "handlers": {
            "output": {
                "class": "logging.StreamHandler",
                "formatter": "plain",
                "filters": ["outages"],
            }
        },
        "root": {"handlers": ["output"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"level": "ERROR"},
        },
    }

"""An outage is one line; our own mistakes keep their traceback."""

import logging
import sys

from django.db.utils import OperationalError

from portal.shared.logs import OneLineOutages


def logged(error: Exception, name: str = "django.request") -> logging.LogRecord:
    try:
        raise error
    except Exception:
        info = sys.exc_info()
    record = logging.LogRecord(name, logging.ERROR, "", 1, "Error: %s\nmore", ("/me/",), info)
    assert OneLineOutages().filter(record) is True
    return record


def test_an_outage_is_one_line():
    record = logged(OperationalError("connection refused\nIs the server running?"))
    assert logging.Formatter().format(record) == "Error: /me/"


def test_a_mistake_keeps_its_traceback():
    text = logging.Formatter().format(logged(RuntimeError("ours")))
    assert "Traceback" in text
    assert "RuntimeError: ours" in text


def test_a_failed_connection_of_the_pool_is_one_line():
    record = logged(RuntimeError("x"), name="psycopg.pool")
    assert logging.Formatter().format(record) == "Error: /me/"

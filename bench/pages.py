"""How many statements a page sends to the database, counted in this process."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.client.wrk import Failed

# The frame of a transaction is no question to the database; savepoints inside it are counted.
FRAME = ("BEGIN", "COMMIT")
FORM = "application/x-www-form-urlencoded"


def browser(session: str = "") -> Client:
    """A browser with this session."""
    client = Client(headers={"host": "127.0.0.1"})
    if session:
        client.cookies["sessionid"] = session
    return client


def statements(
    session: str,
    method: str,
    path: str,
    body: str = "",
    *,
    status: int = 200,
    is_autosave: bool = False,
) -> list[str]:
    """The SQL of this request. Raises Failed when it is not answered with `status`."""
    more: dict[str, Any] = {"headers": {"X-Autosave": "1"} if is_autosave else {}}
    if method == "POST":
        more |= {"data": body.encode(), "content_type": FORM}
    with CaptureQueriesContext(connection) as captured:
        response = browser(session).generic(method, path, **more)
    if response.status_code != status:
        raise Failed(f"{method} {path}: {response.status_code} instead of {status}")
    texts = [query["sql"] for query in captured.captured_queries]
    return [text for text in texts if not text.startswith(FRAME)]

"""`expand[]`: objects in the place of their ids."""

from typing import Any

from outside.payment_sandbox import store
from outside.payment_sandbox.errors import invalid
from outside.serving.database import Connection

KIND_OF_FIELD = {
    "payment_intent": "payment_intent",
    "latest_charge": "charge",
    "charge": "charge",
    "balance_transaction": "balance_transaction",
}
# `source` of a balance transaction is of several kinds.
KIND_OF_SOURCE = {"ch": "charge", "re": "refund"}


def expand(connection: Connection, body: dict[str, Any], paths: list[str]) -> dict[str, Any]:
    """The body with each dotted path filled in; `data.` goes into the entries of a list."""
    for path in paths:
        _fill(connection, body, path.split("."))
    return body


def _fill(connection: Connection, body: dict[str, Any], parts: list[str]) -> None:
    field, rest = parts[0], parts[1:]
    if field == "data" and body.get("object") == "list":
        for entry in body["data"]:
            _fill(connection, entry, rest)
        return
    if field not in (*KIND_OF_FIELD, "source") or field not in body:
        raise invalid("expand", f"This property cannot be expanded ({field}).")
    if isinstance(body[field], str):
        body[field] = store.get(connection, _kind(field, body[field]), body[field])
    if rest and body[field]:
        _fill(connection, body[field], rest)


def _kind(field: str, key: str) -> str:
    return KIND_OF_SOURCE[key.split("_")[0]] if field == "source" else KIND_OF_FIELD[field]

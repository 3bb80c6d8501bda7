"""Lists with cursors."""

from typing import Any

from outside.payment_sandbox import store
from outside.payment_sandbox.api.endpoint import Call
from outside.payment_sandbox.errors import invalid

DEFAULT_LIMIT, MOST = 10, 100
MOST_TYPES = 20


def listing(call: Call, kind: str, url: str, *filters: str) -> dict[str, Any]:
    """Newest first; `filters` are parameters that equal a field of the object."""
    params = call.params
    since, until = _bounds(params.get("created"))
    entries, has_more = store.page(
        call.connection,
        kind,
        equal={name: params[name] for name in filters if name in params},
        limit=_limit(params),
        after=params.get("starting_after", ""),
        before=params.get("ending_before", ""),
        since=since,
        until=until,
        types=_types(params.get("types", [])),
    )
    return {"object": "list", "data": entries, "has_more": has_more, "url": url}


def _limit(params: dict[str, Any]) -> int:
    given = params.get("limit", str(DEFAULT_LIMIT))
    if not given.isdigit() or not 1 <= int(given) <= MOST:
        raise invalid("limit", f"Invalid limit: must be between 1 and {MOST}")
    return int(given)


def _types(given: Any) -> list[str]:
    """`types[]=…`: any of these; for events."""
    if not isinstance(given, list) or len(given) > MOST_TYPES:
        raise invalid("types", "Invalid array")
    return [str(kind) for kind in given]


def _bounds(created: Any) -> tuple[int, int]:
    """`created=n`, or `created[gt|gte|lt|lte]=n`, as inclusive bounds (0: none)."""
    if created is None:
        return 0, 0
    try:
        if not isinstance(created, dict):
            return int(created), int(created)
        since = int(created.get("gte", 0)) or int(created.get("gt", -1)) + 1
        until = int(created.get("lte", 0)) or max(0, int(created.get("lt", 0)) - 1)
    except ValueError as error:
        raise invalid("created", "Invalid timestamp") from error
    return since, until

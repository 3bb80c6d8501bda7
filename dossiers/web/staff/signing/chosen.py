"""What a leader has chosen to sign so far, while reading. It stays for the session."""

import uuid
from collections.abc import Iterable

from django.http import HttpRequest

_KEY = "signing_chosen"


def chosen(request: HttpRequest) -> set[uuid.UUID]:
    """The keys of the results chosen."""
    return {uuid.UUID(key) for key in request.session.get(_KEY, [])}


def keep(request: HttpRequest, keys: Iterable[uuid.UUID]) -> None:
    """Remember these instead; the session is written only when something has changed."""
    value = sorted(str(key) for key in keys)
    if request.session.get(_KEY, []) != value:
        request.session[_KEY] = value


def asked(values: Iterable[str]) -> list[uuid.UUID]:
    """The keys in a query or a form; what is none is left out."""
    keys = []
    for value in values:
        try:
            keys.append(uuid.UUID(value))
        except ValueError:
            continue
    return list(dict.fromkeys(keys))

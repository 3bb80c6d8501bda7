"""Refusals: a use case says no, in words for the person, and nothing has changed."""

from collections.abc import Mapping


class Refusal(Exception):
    """Base. `str(refusal)` is a Vietnamese sentence that says how to mend it."""


class StalePage(Refusal):
    """The object has moved on since the person's page was made (HTTP 409)."""


class NotAllowed(Refusal):
    """This person may not do this in this state (HTTP 403)."""


class InvalidInput(Refusal):
    """What was typed cannot be used: one message per field key, shown beside the field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(str(text) for text in errors.values()))
        self.errors = dict(errors)

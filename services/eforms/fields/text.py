"""One line of text."""

from services.eforms.fields.base import ScalarType


class Text(ScalarType):
    """Stored as typed, tidied."""

    name = "text"

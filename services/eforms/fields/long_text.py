"""Several lines of text."""

from services.eforms.fields.base import ScalarType
from services.eforms.text import many_lines


class LongText(ScalarType):
    """Stored as typed, tidied, with its lines."""

    name = "long_text"
    max_length = 4000

    def tidy(self, text: str) -> str:
        """Keeps the lines."""
        return many_lines(text)

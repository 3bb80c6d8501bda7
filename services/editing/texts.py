"""Texts that admins type: made safe to store, and refused when they are missing or too long."""

from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput
from services.eforms.text import many_lines, one_line


class Typed:
    """Collects the mistakes of one page, so that all of them are shown at once."""

    def __init__(self) -> None:
        self.errors: dict[str, str] = {}

    def line(self, place: str, text: str, *, most: int, missing: str = "") -> str:
        """One line, without control characters. `missing` is what to say of an empty one; without
        it the line may be empty."""
        return self._checked(place, one_line(text or ""), most, missing)

    def lines(self, place: str, text: str, *, most: int, missing: str = "") -> str:
        """The same of a text of several lines."""
        return self._checked(place, many_lines(text or ""), most, missing)

    def refuse(self, place: str, words: str) -> None:
        """Note a mistake; the first of a place is the one that is shown."""
        self.errors.setdefault(place, words)

    def settle(self) -> None:
        """Raises InvalidInput when there was any mistake."""
        if self.errors:
            raise InvalidInput(self.errors)

    def _checked(self, place: str, text: str, most: int, missing: str) -> str:
        if not text and missing:
            self.refuse(place, missing)
        if len(text) > most:
            words = {"most": most, "count": len(text)}
            self.refuse(
                place,
                _("Dài tối đa %(most)d ký tự, bạn đã nhập %(count)d ký tự. Hãy rút gọn.") % words,
            )
        return text

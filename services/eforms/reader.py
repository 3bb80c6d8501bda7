"""Reads one JSON object of a definition key by key; every complaint names its path."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.findings import Findings
from services.eforms.limits import MAX_OTHER_TEXT, MAX_TEXT

_NOTHING: Any = object()


class Reader:
    """A JSON object under reading. What cannot be used is noted in `findings`, and reading goes on
    with a harmless value. Call `finish` last: it refuses keys that nobody read."""

    def __init__(self, data: Any, path: str, findings: Findings) -> None:
        self.path = path
        self._findings = findings
        self._read: set[str] = set()
        self._is_object = isinstance(data, Mapping)
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        if not self._is_object:
            findings.add(path, _("phải là một đối tượng JSON"))

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def complain(self, key: str, text: str) -> None:
        """Note a mistake at a key."""
        self._findings.add(self.at(key), text)

    def text(self, key: str, default: str = _NOTHING) -> str:
        """A text; without default it must be there and not be empty."""
        value = self._get(key, default)
        if value is _NOTHING:
            return ""
        if not isinstance(value, str) or (default is _NOTHING and not value.strip()):
            self.complain(key, _("phải là chữ, không để trống"))
            return ""
        return self._fit(key, value)

    def flag(self, key: str) -> bool:
        """true or false; false when absent."""
        value = self._get(key, False)
        if not isinstance(value, bool):
            self.complain(key, _("phải là true hoặc false"))
        return value is True

    def count(self, key: str, default: int | None, *, most: int, least: int = 0) -> Any:
        """A whole number from `least` to `most`, or the default."""
        value = self._get(key, default)
        if key not in self._data or value is default:
            return default
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        words = {"least": least, "most": most}
        self.complain(key, _("phải là số nguyên từ %(least)d đến %(most)d") % words)
        return default

    def any(self, key: str) -> Any:
        """Whatever stands there, or None."""
        return self._get(key, None)

    def items(self, key: str, *, most: int) -> Iterator[tuple[Any, str]]:
        """The members of a list with the path of each; none when absent."""
        value = self._get(key, [])
        if not isinstance(value, list):
            self.complain(key, _("phải là một danh sách"))
            return
        if len(value) > most:
            words = {"most": most, "count": len(value)}
            self.complain(key, _("có %(count)d mục, nhiều nhất được %(most)d mục") % words)
        for index, member in enumerate(value[:most]):
            yield member, f"{self.at(key)}[{index}]"

    def texts(self, key: str, *, most: int) -> tuple[str, ...]:
        """A list of texts that are not empty."""
        found = []
        for member, path in self.items(key, most=most):
            if not isinstance(member, str) or not member.strip() or not is_clear(member):
                self._findings.add(path, _("phải là chữ, không để trống"))
            elif len(member) > MAX_OTHER_TEXT:
                self._findings.add(path, _too_long(member, MAX_OTHER_TEXT))
            else:
                found.append(member)
        return tuple(found)

    def finish(self) -> None:
        """Refuses unknown keys: they are typing mistakes that would otherwise pass unseen."""
        for key in self._data:
            if key not in self._read:
                self.complain(_shown(key), _("không có thuộc tính này"))

    def _fit(self, key: str, text: str) -> str:
        most = MAX_TEXT.get(key, MAX_OTHER_TEXT)
        if len(text) > most:
            self.complain(key, _too_long(text, most))
            return text[:most]
        if not is_clear(text):
            self.complain(key, _("có ký tự không hiển thị được"))
            return ""
        return text

    def _get(self, key: str, default: Any) -> Any:
        self._read.add(key)
        value = self._data.get(key, default)
        if value is _NOTHING and self._is_object:
            self.complain(key, _("còn thiếu"))
        return value


def is_clear(text: str) -> bool:
    """Whether a text has neither control characters nor halves of surrogate pairs."""
    return not any(
        unicodedata.category(char) in ("Cc", "Cs") for char in text if char not in "\n\t\r"
    )


def _too_long(text: str, most: int) -> str:
    words = {"most": most, "count": len(text)}
    return _("dài %(count)d ký tự, nhiều nhất được %(most)d ký tự") % words


def _shown(key: Any) -> str:
    """A key that is no attribute, safe and short enough to be shown."""
    if not isinstance(key, str):
        return "?"
    return (key if is_clear(key) else ascii(key)[1:-1])[:MAX_OTHER_TEXT]

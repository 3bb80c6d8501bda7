"""Reads one JSON object of a definition key by key; every complaint names its path."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.eforms.errors import DefinitionError

_NOTHING: Any = object()


class Reader:
    """A JSON object under reading. Call `finish` last: it refuses keys that nobody read."""

    def __init__(self, data: Any, path: str) -> None:
        if not isinstance(data, Mapping):
            raise DefinitionError(path, "phải là một đối tượng JSON")
        self._data = data
        self._read: set[str] = set()
        self.path = path

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str, default: str = _NOTHING) -> str:
        """A text; without default it must be there and not be empty."""
        value = self._get(key, default)
        if not isinstance(value, str) or (default is _NOTHING and not value.strip()):
            raise DefinitionError(self.at(key), "phải là chữ, không để trống")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false when absent."""
        value = self._get(key, False)
        if not isinstance(value, bool):
            raise DefinitionError(self.at(key), "phải là true hoặc false")
        return value

    def count(self, key: str, default: int | None) -> Any:
        """A whole number from 0, or the default."""
        value = self._get(key, default)
        if value is default:
            return value
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise DefinitionError(self.at(key), "phải là số nguyên không âm")
        return value

    def any(self, key: str) -> Any:
        """Whatever stands there, or None."""
        return self._get(key, None)

    def items(self, key: str) -> Iterator[tuple[Any, str]]:
        """The members of a list with the path of each; none when absent."""
        value = self._get(key, [])
        if not isinstance(value, list):
            raise DefinitionError(self.at(key), "phải là một danh sách")
        for index, member in enumerate(value):
            yield member, f"{self.at(key)}[{index}]"

    def finish(self) -> None:
        """Refuses unknown keys: they are typing mistakes that would otherwise pass unseen."""
        for key in self._data:
            if key not in self._read:
                raise DefinitionError(self.at(str(key)), "không có thuộc tính này")

    def _get(self, key: str, default: Any) -> Any:
        self._read.add(key)
        value = self._data.get(key, default)
        if value is _NOTHING:
            raise DefinitionError(self.at(key), "còn thiếu")
        return value

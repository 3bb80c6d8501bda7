"""The cache `memory`: what one process keeps, as it is.

Django's own pickles each value on its way in and out, so that nobody changes what others read.
Unpickling the lists of the catalogue (sectors, agencies, life events) for each search was a tenth
of its processor time; whoever reads from this cache must not change what it gets.
"""

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache


class ProcessCache(LocMemCache):
    """Keeps the objects themselves; counting (`incr`) is not for this cache."""

    # Django's own, which its stubs do not name.
    _lock: Any
    _cache: Any
    _set: Any
    _delete: Any
    _has_expired: Any

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:  # fmt: skip
        """Whether it was not there."""
        place = self.make_and_validate_key(key, version=version)
        with self._lock:
            if not self._has_expired(place):
                return False
            self._set(place, value, timeout)
            return True

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The object that was kept."""
        place = self.make_and_validate_key(key, version=version)
        with self._lock:
            if self._has_expired(place):
                self._delete(place)
                return default
            self._cache.move_to_end(place, last=False)
            return self._cache[place]

    def set(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:  # fmt: skip
        """Keep it."""
        place = self.make_and_validate_key(key, version=version)
        with self._lock:
            self._set(place, value, timeout)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Raises NotImplementedError: what is counted belongs to all processes."""
        raise NotImplementedError("count in the cache `default`, which all processes share")

"""What an attribute may hold: small checks that a spec is put together from."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from services.importing.cell_text import HTML
from services.importing.documents.parsing import shown

MOST_MISTAKES = 100


class Mistakes:
    """Pairs of path and sentence; after MOST_MISTAKES the rest goes unsaid."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, path: str, text: str) -> None:
        """Note one."""
        if len(self.found) < MOST_MISTAKES:
            self.found.append((path, text))

    @property
    def is_full(self) -> bool:
        """Whether reading on tells nothing more."""
        return len(self.found) >= MOST_MISTAKES


Shape = Callable[[Any, str, Mistakes], None]


def text(most: int, *, empty: bool = True, pattern: re.Pattern[str] | None = None) -> Shape:
    """A text of at most so many characters, without mark-up."""

    def check(value: Any, path: str, mistakes: Mistakes) -> None:
        if not isinstance(value, str):
            mistakes.add(path, _("phải là chữ."))
        elif not value.strip() and not empty:
            mistakes.add(path, _("không được để trống."))
        elif len(value) > most:
            words = {"most": most, "count": len(value)}
            mistakes.add(path, _("dài %(count)d ký tự, nhiều nhất được %(most)d.") % words)
        elif HTML.search(value):
            mistakes.add(path, _("có thẻ HTML; chỉ ghi chữ thường."))
        elif value and pattern and not pattern.fullmatch(value):
            mistakes.add(path, _("“%(value)s” không đúng dạng.") % {"value": shown(value)})

    return check


def whole(least: int, most: int, *, nothing: bool = False) -> Shape:
    """A whole number between these; with `nothing` also null."""

    def check(value: Any, path: str, mistakes: Mistakes) -> None:
        if value is None and nothing:
            return
        good = isinstance(value, int) and not isinstance(value, bool)
        if not good or not least <= value <= most:
            words = {"least": least, "most": most}
            mistakes.add(path, _("phải là số nguyên từ %(least)d đến %(most)d.") % words)

    return check


def flag(value: Any, path: str, mistakes: Mistakes) -> None:
    """true or false."""
    if not isinstance(value, bool):
        mistakes.add(path, _("phải là true hoặc false."))


def day(value: Any, path: str, mistakes: Mistakes) -> None:
    """A day as `2022-03-22`, or an empty text."""
    good = value == "" or (isinstance(value, str) and _is_day(value))
    if not good:
        mistakes.add(path, _("phải là ngày dạng 2022-03-22, hoặc để trống."))


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def one_of(values: Iterable[Any]) -> Shape:
    """One of these."""
    allowed = tuple(values)

    def check(value: Any, path: str, mistakes: Mistakes) -> None:
        if not any(value == each and type(value) is type(each) for each in allowed):
            known = ", ".join(f"“{each}”" if each == "" else str(each) for each in allowed)
            words = {"value": shown(str(value)), "known": known}
            mistakes.add(path, _("không có giá trị “%(value)s”; chỉ dùng: %(known)s.") % words)

    return check


def anything(value: Any, path: str, mistakes: Mistakes) -> None:
    """Checked elsewhere."""


def list_of(shape: Shape, most: int, *, once: bool = False) -> Shape:
    """A list of at most so many; with `once` none of them twice."""

    def check(value: Any, path: str, mistakes: Mistakes) -> None:
        if not isinstance(value, list):
            mistakes.add(path, _("phải là một danh sách."))
            return
        if len(value) > most:
            words = {"most": most, "count": len(value)}
            mistakes.add(path, _("có %(count)d mục, nhiều nhất được %(most)d.") % words)
            return
        for at, each in enumerate(value):
            shape(each, f"{path}[{at}]", mistakes)
            if once and each in value[:at]:
                mistakes.add(f"{path}[{at}]", _("mục này có hai lần."))

    return check


def texts_by_key(most_keys: int, most: int, keys: Iterable[str] | None = None) -> Shape:
    """An object of texts, of known keys where these are given."""
    allowed = set(keys) if keys is not None else None
    each_text = text(most)

    def check(value: Any, path: str, mistakes: Mistakes) -> None:
        if not isinstance(value, dict):
            mistakes.add(path, _("phải là một đối tượng JSON."))
            return
        if len(value) > most_keys:
            words = {"most": most_keys, "count": len(value)}
            mistakes.add(path, _("có %(count)d mục, nhiều nhất được %(most)d.") % words)
            return
        for key, each in value.items():
            if allowed is not None and key not in allowed:
                mistakes.add(f"{path}.{shown(key)}", _("không có thuộc tính này."))
            else:
                each_text(each, f"{path}.{shown(key)}", mistakes)

    return check


def members(spec: Mapping[str, Shape], required: Iterable[str] = ()) -> Shape:
    """An object with these attributes and no others."""
    needed = tuple(required)

    def check(value: Any, path: str, mistakes: Mistakes) -> None:
        if not isinstance(value, dict):
            mistakes.add(path, _("phải là một đối tượng JSON."))
            return
        for name in needed:
            if name not in value:
                mistakes.add(_join(path, name), _("còn thiếu."))
        for name, each in value.items():
            if mistakes.is_full:
                return
            if name not in spec:
                mistakes.add(_join(path, shown(name)), _("không có thuộc tính này."))
            else:
                spec[name](each, _join(path, name), mistakes)

    return check


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name

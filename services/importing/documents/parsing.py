"""The JSON of a document, however it was written to hurt."""

import json
import math
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.reader import is_clear

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 2
DEEPEST = 40
LONGEST_NUMBER = 18
SHOWN = 60


class DocumentError(ValueError):
    """No document can be read; the text says why (Vietnamese). `path` is the place, if any."""

    def __init__(self, text: str, path: str = "") -> None:
        super().__init__(text)
        self.path = path


def parse(raw: bytes) -> Any:
    """The data. Raises DocumentError: too large, not UTF-8, not JSON, nested too deep, a key
    twice, a number that no column holds, signs that cannot be shown."""
    if len(raw) > MOST_MEGABYTES * MEGABYTE:
        words = {"most": MOST_MEGABYTES}
        raise DocumentError(_("tệp JSON lớn hơn %(most)d MB.") % words)
    try:
        data = json.loads(
            raw.decode("utf-8-sig"),
            object_pairs_hook=_each_key_once,
            parse_int=_whole,
            parse_float=_fraction,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as error:
        raise DocumentError(_("không đọc được chữ; tệp JSON phải ở bảng mã UTF-8.")) from error
    except RecursionError as error:
        raise DocumentError(_too_deep()) from error
    except json.JSONDecodeError as error:
        words = {"line": error.lineno, "column": error.colno}
        raise DocumentError(
            _("không đúng cú pháp JSON ở dòng %(line)d, ký tự %(column)d.") % words
        ) from error
    _walk(data)
    return data


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise DocumentError(_("thuộc tính “%(name)s” có hai lần.") % {"name": shown(twice)})
    return found


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise DocumentError(_("số %(number)s… lớn quá.") % {"number": text[:LONGEST_NUMBER]})
    return int(text)


def _fraction(text: str) -> float:
    value = float(text)
    if not math.isfinite(value) or len(text) > 2 * LONGEST_NUMBER:
        raise DocumentError(_("số %(number)s… lớn quá.") % {"number": text[:LONGEST_NUMBER]})
    return value


def _no_number(text: str) -> float:
    raise DocumentError(_("%(text)s không phải số.") % {"text": text})


def _walk(data: Any) -> None:
    """Without recursion: every text can be stored, nothing lies too deep."""
    todo = [(data, "", 0)]
    while todo:
        value, path, depth = todo.pop()
        if depth > DEEPEST:
            raise DocumentError(_too_deep())
        if isinstance(value, dict):
            for key, each in value.items():
                _must_be_clear(key, path)
                todo.append((each, f"{path}.{key}" if path else key, depth + 1))
        elif isinstance(value, list):
            todo += [(each, f"{path}[{at}]", depth + 1) for at, each in enumerate(value)]
        elif isinstance(value, str):
            _must_be_clear(value, path)


def _must_be_clear(text: str, path: str) -> None:
    if not is_clear(text):
        raise DocumentError(_("có ký tự không hiển thị được."), shown(path))


def _too_deep() -> str:
    return _("dữ liệu lồng quá nhiều tầng.")


def shown(text: str) -> str:
    """Short, and safe to show and to store."""
    safe = text if is_clear(text) else ascii(text)[1:-1]
    return safe if len(safe) <= SHOWN else safe[:SHOWN] + "…"

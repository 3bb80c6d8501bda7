"""What every type of field can do. One tiny class per type; its template has the same name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from services.eforms import patterns
from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.places import PlacesProvider
from services.eforms.text import one_line

# By the field's key: files that were taken and checked, each with `key` and `name`.
FilesByField = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Setting:
    """What an answer is read against: places, the present day, the answers before it, and the
    files that the portal has taken (by field)."""

    places: PlacesProvider
    today: date
    answer_of: Callable[[str], Any]
    files: FilesByField = field(default_factory=dict)


class FieldType:
    """Base. A raw answer is anything that JSON can hold; a clean one is what we store."""

    name: ClassVar[str]
    is_given: ClassVar[bool] = True  # False: nobody types it, it is derived
    first_part: ClassVar[str] = ""  # the control that errors belong to, where there are several
    inputmode: ClassVar[str] = ""
    width: ClassVar[str] = ""

    def is_empty(self, raw: Any) -> bool:
        """Whether nothing was answered: also a text of spaces and invisible characters only."""
        return raw is None or raw == [] or raw == {} or (isinstance(raw, str) and not one_line(raw))

    def clean(self, field: Field, raw: Any, setting: Setting) -> Any:
        """The answer as we store it. `raw` is not empty. Raises FieldError.

        Every type that is given says how; a type that is not is never asked.
        """
        raise NotImplementedError(f"nobody types a {self.name}")

    def derive(self, field: Field, setting: Setting) -> Any:
        """The answer of a type that is not given; None when there is none.

        Every type that is not given says how; a type that is given is never asked.
        """
        raise NotImplementedError(f"a {self.name} is typed, not derived")

    def keep(self, raw: Any) -> Any:
        """What a draft keeps of an answer that cannot be used yet; None for nothing."""
        return None

    def typed(self, field: Field, answer: Any) -> str:
        """What the control shows of a clean or a kept answer."""
        return "" if answer is None else str(answer)

    def display(self, field: Field, answer: Any) -> str:
        """A clean answer as people read it."""
        return self.typed(field, answer)

    def missing(self, field: Field) -> str:
        """The sentence that asks for the answer."""
        return _("Hãy điền “%(label)s”.") % {"label": field.label}

    def warning(self, field: Field, answer: Any) -> str:
        """A sentence about a clean answer worth a second look, or empty."""
        return ""


class ScalarType(FieldType):
    """A type that is typed as one text."""

    max_length: ClassVar[int] = 300

    def tidy(self, text: str) -> str:
        """The text made safe to store."""
        return one_line(text)

    def clean(self, field: Field, raw: Any, setting: Setting) -> Any:
        """Reads the text; a list or an object is refused."""
        text = self.tidy(scalar_text(raw))
        check_length(field, text, field.max_length or self.max_length)
        answer = self.parse(field, text, setting)
        check_pattern(field, text)
        return answer

    def parse(self, field: Field, text: str, setting: Setting) -> Any:
        """The answer in a tidy text that is not empty. Raises FieldError."""
        return text

    def keep(self, raw: Any) -> Any:
        """The text as typed."""
        return self.tidy(raw) if isinstance(raw, str) else None


def scalar_text(raw: Any) -> str:
    """The text of a text or a number. Raises FieldError for anything else."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**18:
        return str(raw)
    raise wrong_shape()


def wrong_shape() -> FieldError:
    """For what no form of ours sends."""
    return FieldError(_("Nội dung gửi lên không đúng định dạng. Hãy nhập lại."))


def check_length(field: Field, text: str, limit: int) -> None:
    """Raises FieldError when the text is longer than allowed."""
    if len(text) > limit:
        raise FieldError(too_long(field, text, limit))


def too_long(field: Field, text: str, limit: int) -> str:
    """The sentence that asks to shorten the text."""
    return _(
        "“%(label)s” dài tối đa %(limit)d ký tự, bạn đã nhập %(count)d ký tự. Hãy rút gọn."
    ) % {
        "label": field.label,
        "limit": limit,
        "count": len(text),
    }


def check_pattern(field: Field, text: str) -> None:
    """Raises FieldError with the form's own words when the text does not fit its pattern."""
    if field.pattern and not patterns.fits(field.pattern, text):
        raise FieldError(field.pattern_message)


def mapping_of(raw: Any) -> Mapping[str, Any]:
    """The object itself. Raises FieldError for anything else."""
    if isinstance(raw, Mapping):
        return raw
    raise wrong_shape()

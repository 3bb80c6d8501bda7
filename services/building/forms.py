"""Where things are in the JSON of a form. A path is a field's key, in a group `children.name`."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A field where it stands: numbers count from 0, `inner` inside its group."""

    section: int
    index: int
    inner: int | None
    path: str
    field: Json
    group: Json | None = None

    @property
    def key(self) -> str:
        """The field's own key."""
        return self.path.rpartition(".")[2]

    @property
    def json_path(self) -> str:
        """As the engine names it in its complaints."""
        base = f"sections[{self.section}].fields[{self.index}]"
        return base if self.inner is None else f"{base}.fields[{self.inner}]"


def sections_of(form: Json) -> list[Json]:
    """The sections themselves, not copies."""
    # An empty list must be the form's own, too: sections are put into it.
    sections: list[Json] = form.get("sections", [])
    return sections


def places_of(form: Json) -> Iterator[Place]:
    """Every field in order, those of a group after the group."""
    for number, section in enumerate(sections_of(form)):
        for index, field in enumerate(section.get("fields") or []):
            yield Place(number, index, None, field["key"], field)
            for inner, each in enumerate(field.get("fields") or []):
                path = f"{field['key']}.{each['key']}"
                yield Place(number, index, inner, path, each, field)


def find(form: Json, path: str) -> Place | None:
    """The field with this path, or None."""
    return next((place for place in places_of(form) if place.path == path), None)


def needed(form: Json, path: str) -> Place:
    """The field with this path. Raises InvalidInput when there is none."""
    place = find(form, path)
    if place is None:
        raise InvalidInput({"": _("Trường này không còn trong mẫu đơn. Hãy tải lại trang.")})
    return place


def find_section(form: Json, key: str) -> int | None:
    """The number of the section with this key, from 0."""
    keys = [section["key"] for section in sections_of(form)]
    return keys.index(key) if key in keys else None


def needed_section(form: Json, key: str) -> int:
    """The same. Raises InvalidInput when there is none."""
    number = find_section(form, key)
    if number is None:
        raise InvalidInput({"": _("Phần này không còn trong mẫu đơn. Hãy tải lại trang.")})
    return number


def copy_of(form: Json) -> Json:
    """A copy to change; an empty form becomes one without sections."""
    copy = deepcopy(form)
    copy.setdefault("sections", [])
    return copy


def siblings(form: Json, place: Place) -> list[Json]:
    """The list that the field stands in: of its section, or of its group."""
    top: list[Json] = sections_of(form)[place.section]["fields"]
    if place.inner is None:
        return top
    inner: list[Json] = top[place.index]["fields"]
    return inner


def position(place: Place) -> int:
    """Its number in that list."""
    return place.index if place.inner is None else place.inner


def section_name(form: Json, number: int) -> str:
    """`phần 2 “Nội dung yêu cầu”`."""
    return _("phần %(number)d “%(title)s”") % {
        "number": number + 1,
        "title": sections_of(form)[number].get("title", ""),
    }


def field_name(form: Json, place: Place) -> str:
    """`“Mục đích” (phần 2 “Nội dung yêu cầu”)`."""
    words = {"label": place.field.get("label", ""), "section": section_name(form, place.section)}
    if place.group is not None:
        group = words | {"group": place.group.get("label", "")}
        return _("“%(label)s” trong “%(group)s” (%(section)s)") % group
    return _("“%(label)s” (%(section)s)") % words

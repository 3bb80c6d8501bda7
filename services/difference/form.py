"""Sections of the e-form, and fields wherever they stand now."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.difference.attributes import Attribute, Thing
from services.difference.change import Change
from services.difference.fields import field_changes, field_noun
from services.difference.labels import Labels, sections_of
from services.difference.sequence import moved
from services.difference.things import Noun, list_changes, paired, things
from services.difference.values import as_json, quoted

SECTION = Noun(
    part="form",
    word=gettext_lazy("phần"),
    name="title",
    attributes={"intro": Attribute(gettext_lazy("lời dẫn"), quoted)},
    apart=frozenset({"fields"}),
)


def form_changes(old: Any, new: Any, labels: Labels) -> list[Change]:
    """Everything that happened to the form; both are its JSON, however unfinished."""
    was, now = sections_of(old), sections_of(new)
    return [
        *list_changes(SECTION, was, now),
        *_fields(was, now, labels),
        *_rest(old, new),
    ]


def _fields(was: list[Thing], now: list[Thing], labels: Labels) -> list[Change]:
    """Fields are matched through the whole form, for they may move between sections."""
    noun = field_noun(labels)
    old, old_home = _flat(was)
    new, new_home = _flat(now)
    homes = {after: before for before, after in paired(SECTION, was, now).kept}
    found = paired(noun, old, new)
    pairs = {after: before for before, after in found.kept}
    stay = [
        (before, after)
        for before, after in found.kept
        if homes.get(new_home[after]) == old_home[before]
    ]
    shifted = _shifted(stay, new_home)
    told = [noun.removed(old[at], _gone(noun, old[at], was[old_home[at]])) for at in found.removed]
    for at, field in enumerate(new):
        home = now[new_home[at]]
        if at not in pairs:
            told.append(noun.added(field, _come(noun, field, home)))
            continue
        before = pairs[at]
        told += field_changes(old[before], field, labels)
        if (before, at) not in stay:
            told.append(_across(noun, field, was[old_home[before]], home))
        elif at in shifted:
            first = at == 0 or new_home[at - 1] != new_home[at]
            places = _place(old_home, before), _place(new_home, at)
            told.append(noun.moved(field, None if first else new[at - 1], places))
    return told


def _flat(sections: list[Thing]) -> tuple[list[Thing], list[int]]:
    """All top fields, and the index of the section that each stands in."""
    placed = [
        (field, index)
        for index, section in enumerate(sections)
        for field in things(section.get("fields"))
    ]
    return [field for field, _index in placed], [index for _field, index in placed]


def _shifted(stay: list[tuple[int, int]], new_home: list[int]) -> set[int]:
    """The fields that moved within their section."""
    found: set[int] = set()
    for home in set(new_home):
        found |= moved([pair for pair in stay if new_home[pair[1]] == home])
    return found


def _place(homes: list[int], at: int) -> int:
    return at - homes.index(homes[at])


def _come(noun: Noun, field: Thing, home: Thing) -> str:
    words = {"field": noun.called(field), "section": SECTION.called(home)}
    return _("Thêm %(field)s vào %(section)s") % words


def _gone(noun: Noun, field: Thing, home: Thing) -> str:
    words = {"field": noun.called(field), "section": SECTION.called(home)}
    return _("Bỏ %(field)s khỏi %(section)s") % words


def _across(noun: Noun, field: Thing, was: Thing, now: Thing) -> Change:
    before, after = SECTION.called(was), SECTION.called(now)
    words = {"field": noun.called(field), "before": before, "after": after}
    text = _("Chuyển %(field)s từ %(before)s sang %(after)s") % words
    return Change("form", "moved", noun.place(field), text, before, after)


def _rest(old: Any, new: Any) -> list[Change]:
    """What a form may hold beside its sections."""
    was, now = (
        {name: value for name, value in each.items() if name != "sections"}
        if isinstance(each, Mapping)
        else {}
        for each in (old, new)
    )
    if was == now:
        return []
    text = _("Mẫu đơn: thay đổi thuộc tính khác")
    return [Change("form", "changed", "", text, as_json(was), as_json(now))]

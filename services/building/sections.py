"""Sections added, changed, moved, copied, deleted."""

from copy import deepcopy

from django.utils.translation import gettext as _

from services.building.forms import Json, copy_of, needed_section, sections_of
from services.building.keys import free, key_from
from services.building.taking_in import taken_in


def add_section(form: Json, *, title: str, intro: str = "", after: str = "") -> tuple[Json, str]:
    """The form with an empty section at its end (or after another one), and its key."""
    key = key_from(title, _keys(form), fallback="phan")
    section: Json = {"key": key, "title": title, "fields": []}
    if intro:
        section["intro"] = intro
    return _inserted(form, section, after), key


def change_section(form: Json, key: str, *, title: str, intro: str) -> Json:
    """Another title or introduction; the key stays."""
    changed = copy_of(form)
    section = sections_of(changed)[needed_section(changed, key)]
    section["title"] = title
    section.pop("intro", None)
    if intro:
        section["intro"] = intro
    return changed


def move_section(form: Json, key: str, step: int) -> Json:
    """One place up (-1) or down (1); at the edge it stays."""
    changed = copy_of(form)
    sections, number = sections_of(changed), needed_section(changed, key)
    target = min(max(number + step, 0), len(sections) - 1)
    sections.insert(target, sections.pop(number))
    return changed


def delete_section(form: Json, key: str) -> Json:
    """Without the section and all its fields."""
    changed = copy_of(form)
    del sections_of(changed)[needed_section(changed, key)]
    return changed


def copy_section(form: Json, key: str) -> tuple[Json, str]:
    """With a copy of the section right after it; the fields of the copy have keys of their own."""
    section = deepcopy(sections_of(form)[needed_section(form, key)])
    section["title"] = _("%(title)s (bản sao)") % {"title": section["title"]}
    return insert_section(form, section, after=key)


def insert_section(form: Json, section: Json, *, after: str = "") -> tuple[Json, str]:
    """With a whole section put in. Keys that are taken get a number; the section's own references
    follow them."""
    section = taken_in(form, section)
    section["key"] = free(section["key"], _keys(form))
    return _inserted(form, section, after), section["key"]


def _inserted(form: Json, section: Json, after: str) -> Json:
    changed = copy_of(form)
    sections = sections_of(changed)
    number = needed_section(changed, after) + 1 if after else len(sections)
    sections.insert(number, section)
    return changed


def _keys(form: Json) -> set[str]:
    return {section["key"] for section in sections_of(form)}

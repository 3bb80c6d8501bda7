"""`…/draft/form/`: the form as an outline, with what can be done to each part."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.kept_language import kept_language
from services.building import fields, ready, sections
from services.building.forms import (
    Json,
    find,
    find_section,
    needed,
    places_of,
    position,
    sections_of,
    siblings,
)
from services.building.mistakes import Mistake, mistakes_of
from services.building.published import Promises, promises_of
from services.building.sentences import condition_sentence, fields_seen, formula_sentence
from services.building.showing import showable
from services.building.types import type_title
from services.content import RevisionContent
from services.eforms.web import bind
from services.web.manage.builder.page import FormPage, field_anchor, section_anchor
from services.web.manage.editor.page import FORBIDDEN, MOVED_ON, UNUSABLE

FIELD, SECTION = "field", "section"
STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class OutlineField:
    """A field as a line of the outline."""

    path: str
    anchor: str
    field: Json
    type_title: str
    condition: str
    formula: str
    is_published: bool
    is_first: bool
    is_last: bool
    mistakes: tuple[Mistake, ...]
    rows: tuple["OutlineField", ...] = ()
    has_rows: bool = False


@dataclass(frozen=True)
class OutlineSection:
    """A section with its fields."""

    number: int
    key: str
    anchor: str
    title: str
    intro: str
    is_first: bool
    is_last: bool
    mistakes: tuple[Mistake, ...]
    fields: tuple[OutlineField, ...]


@dataclass(frozen=True)
class Deed:
    """What a button does: to the form, in words, and where to go on (an id on the page)."""

    change: Callable[[Json], Json]
    words: str
    focus: str


class OutlineView(FormPage):
    """GET shows the outline beside a preview; POST does one of the small deeds."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The outline."""
        return self._page(request)

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Move, copy, or put in a ready-made section."""
        # What it puts into the form and into the history is the office's: in Vietnamese.
        with kept_language():
            deed = deed_of(self.form, request.POST.get("do", ""))
        if deed is None:
            raise Http404
        try:
            self.save(request, on_form(deed.change), words=deed.words)
        except InvalidInput as refusal:
            return self._page(request, list(refusal.errors.values()), UNUSABLE)
        except StalePage as refusal:
            self.find(code)
            return self._page(request, [str(refusal)], MOVED_ON)
        except NotAllowed as refusal:
            return self._page(request, [str(refusal)], FORBIDDEN)
        return redirect(f"{self.outline}#{deed.focus}")

    def _page(
        self, request: ActorRequest, errors: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        shown = showable(self.form)
        context: dict[str, Any] = {
            "sections": outline_of(self.form, promises_of(self.procedure)),
            "ready": ready.READY,
            "errors": [{"text": text} for text in errors or []],
            "others": [each for each in mistakes_of(self.form) if not each.where],
            "count": sum(1 for _place in places_of(self.form)),
            "preview": [bind(section, {}) for section in shown.sections] if shown else [],
            "is_showable": shown is not None,
        }
        return self.show(request, "manage/builder/outline.html", context, status)


def on_form(change: Callable[[Json], Json]) -> Callable[[RevisionContent], RevisionContent]:
    """A change of the form as a change of the content."""
    return lambda content: replace(content, eform=change(content.eform))


def deed_of(form: Json, button: str) -> Deed | None:
    """What the button `up:field:purpose` means; None for what is no button of this form."""
    what, _colon, rest = button.partition(":")
    kind, _colon, name = rest.partition(":")
    if what == "ready" and kind in ready.BY_KEY:
        return _insertion(form, ready.BY_KEY[kind])
    if kind == SECTION and (number := find_section(form, name)) is not None:
        return _section_deed(form, what, name, sections_of(form)[number]["title"])
    if kind == FIELD and (place := find(form, name)) is not None:
        return _field_deed(form, what, name, place.field["label"])
    return None


def _section_deed(form: Json, what: str, key: str, title: str) -> Deed | None:
    words = {"title": title}
    if what in STEPS:
        return Deed(
            lambda form: sections.move_section(form, key, STEPS[what]),
            _("Chuyển phần “%(title)s”") % words,
            _moved_focus(section_anchor(key), what, *_section_edges(form, key, what)),
        )
    if what == "copy":
        copied = sections.copy_section(form, key)[1]
        return Deed(
            lambda form: sections.copy_section(form, key)[0],
            _("Sao chép phần “%(title)s”") % words,
            section_anchor(copied),
        )
    return None


def _field_deed(form: Json, what: str, path: str, label: str) -> Deed | None:
    words = {"label": label}
    if what in STEPS:
        return Deed(
            lambda form: fields.move_field(form, path, STEPS[what]),
            _("Chuyển trường “%(label)s”") % words,
            _moved_focus(field_anchor(path), what, *_field_edges(form, path, what)),
        )
    if what == "copy":
        copied = fields.copy_field(form, path)[1]
        return Deed(
            lambda form: fields.copy_field(form, path)[0],
            _("Sao chép trường “%(label)s”") % words,
            field_anchor(copied),
        )
    return None


def _moved_focus(anchor: str, what: str, is_first: bool, is_last: bool) -> str:
    """The same button again, so that one can press on; the other one at the edge."""
    if is_first and is_last:
        return anchor
    pressed = {"up": "down", "down": "up"}[what] if (is_first, is_last)[what == "down"] else what
    return f"{anchor}-{pressed}"


def _section_edges(form: Json, key: str, what: str) -> tuple[bool, bool]:
    keys = [each["key"] for each in sections_of(sections.move_section(form, key, STEPS[what]))]
    return keys[0] == key, keys[-1] == key


def _field_edges(form: Json, path: str, what: str) -> tuple[bool, bool]:
    moved = fields.move_field(form, path, STEPS[what])
    place = needed(moved, path)
    members = siblings(moved, place)
    return position(place) == 0, position(place) == len(members) - 1


def _insertion(form: Json, chosen: ready.ReadySection) -> Deed:
    section = chosen.section()
    return Deed(
        lambda form: sections.insert_section(form, section)[0],
        _("Thêm phần mẫu “%(title)s”") % {"title": section["title"]},
        section_anchor(sections.insert_section(form, section)[1]),
    )


def outline_of(form: Json, promises: Promises) -> list[OutlineSection]:
    """All sections with their fields, in words."""
    mistakes = mistakes_of(form)
    every = sections_of(form)
    return [
        OutlineSection(
            number=number + 1,
            key=section["key"],
            anchor=section_anchor(section["key"]),
            title=section["title"],
            intro=section.get("intro", ""),
            is_first=number == 0,
            is_last=number == len(every) - 1,
            mistakes=tuple(each for each in mistakes if each.section == section["key"]),
            fields=_lines(form, section.get("fields") or [], "", mistakes, promises),
        )
        for number, section in enumerate(every)
    ]


def _lines(
    form: Json, members: list[Json], group: str, mistakes: list[Mistake], promises: Promises
) -> tuple[OutlineField, ...]:
    lines = []
    for number, field in enumerate(members):
        path = f"{group}.{field['key']}" if group else field["key"]
        seen = fields_seen(form, find(form, path))
        inner = field.get("fields") or []
        has_rows = field["type"] in ("group", "table")
        lines.append(
            OutlineField(
                path=path,
                anchor=field_anchor(path),
                field=field,
                type_title=type_title(field["type"]),
                condition=condition_sentence(field.get("show_if"), seen),
                formula=formula_sentence(field.get("formula"), seen),
                is_published=path in promises,
                is_first=number == 0,
                is_last=number == len(members) - 1,
                mistakes=tuple(each for each in mistakes if each.path == path),
                rows=_lines(form, inner, path, mistakes, promises) if has_rows else (),
                has_rows=has_rows,
            )
        )
    return tuple(lines)

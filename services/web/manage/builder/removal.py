"""`…/delete/` of a field and of a section, `…/move/` of a field to another section."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.kept_language import kept_language
from services.building import fields, sections
from services.building.forms import find, find_section, sections_of
from services.building.published import promises_of
from services.building.uses import (
    Use,
    paths_in_section,
    paths_with,
    uses_of_all,
    words_of,
)
from services.web.manage.builder.outline import on_form
from services.web.manage.builder.page import FormPage, field_anchor, section_anchor
from services.web.manage.editor.page import FORBIDDEN, MOVED_ON, UNUSABLE


class _DeletePage(FormPage, ABC):
    """Asks once more; who is needed elsewhere cannot go, and the page says where."""

    title = ""

    @abstractmethod
    def paths(self) -> set[str]:
        """The fields that would go."""

    @abstractmethod
    def go(self) -> tuple[Any, str, str]:
        """The change, its words, and where to go on."""

    def get(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """What would go, and what stands in the way."""
        self.prepare(**kwargs)
        return self._page(request, [])

    def post(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        self.prepare(**kwargs)
        if self.needs():
            return self._page(request, [], UNUSABLE)
        with kept_language():
            change, words, then = self.go()
        try:
            self.save(request, change, words=words)
        except InvalidInput as refusal:
            return self._page(request, list(refusal.errors.values()), UNUSABLE)
        except StalePage as refusal:
            self.find(code)
            return self._page(request, [str(refusal)], MOVED_ON)
        except NotAllowed as refusal:
            return self._page(request, [str(refusal)], FORBIDDEN)
        return redirect(f"{self.outline}#{then}" if then else self.outline)

    @abstractmethod
    def prepare(self, **kwargs: Any) -> None:
        """Find what is to go. Raises Http404."""

    def needs(self) -> list[dict[str, str]]:
        """A sentence for each field that others need, with links to them."""
        content = self.draft.content
        by_path: dict[str, tuple[Any, list[Use]]] = {}
        for place, use in uses_of_all(content, self.paths()):
            by_path.setdefault(place.path, (place, []))[1].append(use)
        return [
            {"text": words_of(content, place, uses), "href": self._href(uses)}
            for place, uses in by_path.values()
        ]

    def _href(self, uses: list[Use]) -> str:
        inside = next((use.path for use in uses if use.path), "")
        return f"{self.outline}#{field_anchor(inside)}" if inside else ""

    def _page(self, request: ActorRequest, errors: list[str], status: int = 200) -> HttpResponse:
        promises = promises_of(self.procedure)
        context = {
            "title": self.title,
            "needs": self.needs(),
            "errors": [{"text": text} for text in errors],
            "count": len(self.paths()),
            "is_published": any(path in promises for path in self.paths()),
            "back_url": self.outline,
            "back_text": _("Mẫu đơn"),
        }
        return self.show(request, "manage/builder/delete.html", context, status)


class FieldDeleteView(_DeletePage):
    """One field, with the fields of its rows."""

    def prepare(self, path: str = "", **kwargs: Any) -> None:
        """Find it."""
        place = find(self.form, path)
        if place is None:
            raise Http404
        self.path = path
        self.title = _("Xóa trường “%(label)s”?") % {"label": place.field["label"]}
        self.label = place.field["label"]

    def paths(self) -> set[str]:
        """The field and its rows' fields."""
        return paths_with(self.draft.content, self.path)

    def go(self) -> tuple[Any, str, str]:
        """Delete, then stay beside where it was."""
        beside = fields.neighbour(self.form, self.path)
        place = find(self.form, self.path)
        assert place is not None, "it was found"
        anchor = (
            field_anchor(beside)
            if beside
            else section_anchor(sections_of(self.form)[place.section]["key"])
        )
        change = on_form(lambda form: fields.delete_field(form, self.path))
        return change, _("Xóa trường “%(label)s”") % {"label": self.label}, anchor


class SectionDeleteView(_DeletePage):
    """A section with all its fields."""

    def prepare(self, key: str = "", **kwargs: Any) -> None:
        """Find it."""
        number = find_section(self.form, key)
        if number is None:
            raise Http404
        self.key, self.number = key, number
        self.label = sections_of(self.form)[number]["title"]
        self.title = _("Xóa phần “%(title)s” cùng các trường trong đó?") % {"title": self.label}

    def paths(self) -> set[str]:
        """All its fields."""
        return paths_in_section(self.draft.content, self.number)

    def go(self) -> tuple[Any, str, str]:
        """Delete, then stay at the section that takes its place."""
        keys = [section["key"] for section in sections_of(self.form)]
        beside = (keys[self.number + 1 :] or keys[: self.number][-1:] or [""])[0]
        change = on_form(lambda form: sections.delete_section(form, self.key))
        words = _("Xóa phần “%(title)s”") % {"title": self.label}
        return change, words, section_anchor(beside) if beside else ""


class FieldMoveView(FormPage):
    """To the end of another section."""

    def get(self, request: ActorRequest, code: str, path: str) -> HttpResponse:
        """The sections to choose from."""
        return self._page(request, path)

    def post(self, request: ActorRequest, code: str, path: str) -> HttpResponse:
        """Move it."""
        place = find(self.form, path)
        section = request.POST.get("section", "")
        if place is None:
            raise Http404
        if find_section(self.form, section) is None:
            return self._page(request, path, [_("Chọn một phần.")], UNUSABLE)
        moved = fields.move_to_section(self.form, path, section)[1]
        change = on_form(lambda form: fields.move_to_section(form, path, section)[0])
        with kept_language():
            words = _("Chuyển trường “%(label)s” sang phần khác") % {"label": place.field["label"]}
        try:
            self.save(request, change, words=words)
        except InvalidInput as refusal:
            return self._page(request, path, list(refusal.errors.values()), UNUSABLE)
        except StalePage as refusal:
            self.find(code)
            return self._page(request, path, [str(refusal)], MOVED_ON)
        except NotAllowed as refusal:
            return self._page(request, path, [str(refusal)], FORBIDDEN)
        return redirect(f"{self.outline}#{field_anchor(moved)}")

    def _page(
        self, request: ActorRequest, path: str, errors: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        place = find(self.form, path)
        if place is None:
            raise Http404
        every = sections_of(self.form)
        # Out of a group it may also go to the section that the group is in.
        others = [
            section
            for number, section in enumerate(every)
            if number != place.section or place.inner is not None
        ]
        context = {
            "field": place.field,
            "others": others,
            "errors": [{"href": "#id_section", "text": text} for text in errors or []],
            "back_url": self.outline,
            "back_text": _("Mẫu đơn"),
        }
        return self.show(request, "manage/builder/move.html", context, status)

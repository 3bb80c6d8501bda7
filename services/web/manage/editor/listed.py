"""Parts that are lists (papers, steps, fees, reductions): the list with its order, and the page of
one member."""

import re
from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.kept_language import kept_language
from services.content import RevisionContent
from services.web.manage.editor.page import MOVED_ON, EditorPage, SheetPage
from services.web.manage.editor.sheet import Sheet

_MOVE = re.compile(r"(up|down):([0-9]{1,3})")


class PartList(EditorPage, ABC):
    """The list. Its buttons move a member by one place; they are one form, so that the version of
    the page goes with every press."""

    part: ClassVar[str]
    template_name: ClassVar[str]

    @abstractmethod
    def move(self, content: RevisionContent, at: int, by: int) -> RevisionContent:
        """The content with the member moved."""

    @abstractmethod
    def named(self, content: RevisionContent, at: int) -> str:
        """The name of a member. Raises IndexError."""

    @abstractmethod
    def listing(self, content: RevisionContent) -> dict[str, Any]:
        """What the template shows."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The list."""
        return self._list(request)

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Move one member."""
        asked = _MOVE.fullmatch(request.POST.get("move", ""))
        if asked is None:
            raise Http404
        at, by = int(asked[2]), -1 if asked[1] == "up" else 1
        try:
            name = self.named(self.draft.content, at)
        except IndexError as error:
            raise Http404 from error
        with kept_language():
            words = _("Chuyển lên: %(name)s") if by < 0 else _("Chuyển xuống: %(name)s")
        words = words % {"name": name}
        try:
            self.save(
                request, lambda content: self.move(content, at, by), part=self.part, words=words
            )
        except (StalePage, NotAllowed) as refusal:
            self.find(self.procedure.code)
            errors = [{"href": "", "text": _overtaken_list(refusal)}]
            return self._list(request, {"errors": errors}, MOVED_ON)
        messages.success(request, words)
        return redirect(f"{request.path}#row-{max(at + by, 0)}")

    def _list(
        self, request: ActorRequest, context: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        common = {
            "is_editable": self.draft.is_editable,
            "here": request.path,
            **self.listing(self.draft.content),
        }
        return self.show(request, self.template_name, common | (context or {}), status)


class MemberPage(SheetPage):
    """One member of a list: new, changed or removed. `self.at` is its place, None for a new one."""

    list_name: ClassVar[str]
    at: int | None = None

    @abstractmethod
    def place(self, content: RevisionContent, key: str) -> int:
        """Where the member stands. Raises Http404."""

    @abstractmethod
    def remove(self, content: RevisionContent, at: int) -> RevisionContent:
        """The content without it."""

    @abstractmethod
    def named(self, content: RevisionContent, at: int) -> str:
        """The name of the member."""

    def prepare(self, **kwargs: Any) -> None:
        """A key that is not there is a 404."""
        if "key" in kwargs:
            self.at = self.place(self.draft.content, str(kwargs["key"]))

    def then(self) -> str:
        """Back to the list, or on to another new one."""
        goes_on = self.at is None and self.request.POST.get("then") == "another"
        return self.request.path if goes_on else self.back()

    def back(self) -> str:
        """The address of the list."""
        return reverse(f"services:{self.list_name}", args=[self.procedure.code])

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """The way back, and whether it is a new one."""
        return {"back_url": self.back(), "is_new": self.at is None}

    def post(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """Save or remove."""
        if "remove" not in request.POST:
            return super().post(request, code, **kwargs)
        self.prepare(**kwargs)
        if self.at is None:
            raise Http404
        return self._remove(request, self.at)

    def _remove(self, request: ActorRequest, at: int) -> HttpResponse:
        with kept_language():
            words = _("Xóa: %(name)s") % {"name": self.named(self.draft.content, at)}
        sheet = self.sheet(request.POST, self.draft.content)
        sheet.leave_unchecked()
        try:
            self.save(
                request, lambda content: self.remove(content, at), part=self.part, words=words
            )
        except StalePage as refusal:
            return self._overtaken(request, sheet, str(refusal))
        except (NotAllowed, InvalidInput) as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        messages.success(request, words)
        return redirect(self.back())


def _overtaken_list(refusal: Exception) -> str:
    if isinstance(refusal, StalePage):
        return _("Có người vừa sửa bản soạn thảo. Danh sách dưới đây là mới nhất; hãy bấm lại.")
    return str(refusal)


def said(is_new: bool, name: str) -> str:
    """`Thêm: …` or `Sửa: …`."""
    words = _("Thêm: %(name)s") if is_new else _("Sửa: %(name)s")
    return words % {"name": name}

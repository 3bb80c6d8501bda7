"""What the editing pages have in common: what was typed is never lost."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.kept_language import kept_language
from portal.shared.web.kept_posts import keep_post, take_post
from services.actions.edit_draft import Change, edit_draft
from services.content import RevisionContent
from services.models import Procedure
from services.web.manage.access import DraftView
from services.web.manage.editor.sheet import Sheet, rearranged

UNUSABLE, FORBIDDEN, MOVED_ON = 422, 403, 409


def above(procedure: Procedure) -> str:
    """The address of the procedure's own page."""
    return f"/manage/procedures/{procedure.code}/"


class EditorPage(DraftView):
    """A page of the draft: no cache keeps it, and a form sent after the session has ended waits
    until its sender has signed in again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate, the draft, the page."""
        if request.method == "POST" and not isinstance(request.user, User):
            keep_post(request)
            return redirect_to_login(request.path)
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    @property
    def hub(self) -> str:
        """The address of the task list."""
        return reverse("services:manage_draft", args=[self.procedure.code])

    def save(self, request: ActorRequest, change: Change, *, part: str, words: str) -> None:
        """Change the draft. Raises what `edit_draft` raises."""
        version = request.POST.get("version", "")
        edit_draft(
            actor=request.actor,
            draft_id=self.draft.pk,
            version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            part=part,
            change=change,
            words=words,
        )

    def show(
        self, request: ActorRequest, template: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """Render with what every page of the draft says."""
        common = {"procedure": self.procedure, "draft": self.draft, "hub": self.hub}
        return render(request, template, common | context, status=status)


class SheetPage(EditorPage, ABC):
    """A page with one sheet to fill in."""

    part: ClassVar[str]
    template_name: ClassVar[str]
    row_prefixes: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """The sheet as typed (`data`), or as the draft has it."""

    @abstractmethod
    def change(self, sheet: Sheet) -> Change:
        """What a sheet without mistakes does to the content."""

    @abstractmethod
    def words(self, sheet: Sheet) -> str:
        """What was done, for the draft's history."""

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """What else the template needs."""
        return {}

    def then(self) -> str:
        """Where to go after saving."""
        return self.hub

    def posted(self, request: ActorRequest) -> QueryDict:
        """What was typed; files are taken here. Raises InvalidInput for one that is refused."""
        return request.POST

    def prepare(self, **kwargs: Any) -> None:
        """Find what of the part the page is about. Raises Http404."""

    def get(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """The sheet; as it was typed, when the session had ended in between."""
        self.prepare(**kwargs)
        kept = take_post(request)
        sheet = self.sheet(kept, self.draft.content)
        if kept is not None:
            sheet.leave_unchecked()
        context: dict[str, Any] = {"restored": kept is not None}
        if kept is not None and kept.get("version") != str(self.draft.version):
            context["differences"] = sheet.differences(self.sheet(None, self.draft.content))
        return self._page(request, sheet, context)

    def post(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """Save, or move the rows about, or say what is wrong."""
        self.prepare(**kwargs)
        moved = rearranged(request.POST, self.row_prefixes)
        if moved is not None:
            sheet = self.sheet(moved[0], self.draft.content)
            sheet.leave_unchecked()
            version = request.POST.get("version", "")
            sheet.focus(moved[1])
            return self._page(request, sheet, {"version": version})
        try:
            data = self.posted(request)
        except InvalidInput as refusal:
            return self._refused(request, self.sheet(request.POST, self.draft.content), refusal)
        sheet = self.sheet(data, self.draft.content)
        if not sheet.is_valid():
            return self._page(request, sheet, {}, UNUSABLE)
        return self._save(request, sheet)

    def _save(self, request: ActorRequest, sheet: Sheet) -> HttpResponse:
        with kept_language():
            words = self.words(sheet)
        try:
            self.save(request, self.change(sheet), part=self.part, words=words)
        except InvalidInput as refusal:
            return self._refused(request, sheet, refusal)
        except StalePage as refusal:
            return self._overtaken(request, sheet, str(refusal))
        except NotAllowed as refusal:
            sheet.form.add_error(None, str(refusal))
            return self._page(request, sheet, {}, FORBIDDEN)
        messages.success(request, _("Đã lưu."))
        return redirect(self.then())

    def _refused(self, request: ActorRequest, sheet: Sheet, refusal: InvalidInput) -> HttpResponse:
        sheet.is_valid()
        sheet.refuse(refusal.errors)
        return self._page(request, sheet, {}, UNUSABLE)

    def _overtaken(self, request: ActorRequest, sheet: Sheet, words: str) -> HttpResponse:
        """What was typed, beside what is stored now; saving again is saving on purpose."""
        self.find(self.procedure.code)
        stored = self.sheet(None, self.draft.content)
        context = {
            "overtaken": words,
            "differences": sheet.differences(stored),
            "version": self.draft.version,
        }
        return self._page(request, sheet, context, MOVED_ON)

    def _page(
        self, request: ActorRequest, sheet: Sheet, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        # After a mistake the page stays one of the version it was made of.
        version = request.POST.get("version", "") if status == UNUSABLE else self.draft.version
        common = {
            "sheet": sheet,
            "form": sheet.form,
            "errors": sheet.errors,
            "version": version,
            "is_editable": self.draft.is_editable,
        }
        return self.show(request, self.template_name, common | self.more(sheet) | context, status)

"""What the builder's pages share."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from portal.accounts.web.access import ActorRequest
from services.actions.change_form import PART, change_form
from services.actions.edit_draft import Change
from services.building.forms import Json
from services.web.manage.editor.page import EditorPage, SheetPage


class FormPage(EditorPage):
    """A page of the draft's form. `edited` names the field whose mistakes belong to the page."""

    edited = ""

    @property
    def form(self) -> Json:
        """The JSON of the form."""
        return self.draft.content.eform

    @property
    def outline(self) -> str:
        """The address of the outline."""
        return reverse("services:manage_form", args=[self.procedure.code])

    def url(self, name: str, *args: str) -> str:
        """The address of a page of this form."""
        return reverse(f"services:{name}", args=[self.procedure.code, *args])

    def save(self, request: ActorRequest, change: Change, *, part: str = PART, words: str) -> None:
        """Change the form under its guards. Raises what `change_form` raises."""
        change_form(
            actor=request.actor,
            draft=self.draft,
            version=version_of(request.POST),
            change=change,
            words=words,
            edited=self.edited,
        )

    def show(
        self, request: ActorRequest, template: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """With the way back to the outline."""
        common = {"outline": self.outline, "is_editable": self.draft.is_editable}
        return super().show(request, template, common | context, status)


class FormSheetPage(FormPage, SheetPage):
    """A page of the form with one sheet to fill in."""

    part = PART

    def then(self) -> str:
        """Back to the outline."""
        return self.outline


def version_of(data: QueryDict) -> int:
    """The version that the page was made of; 0 for what is none."""
    typed = data.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def field_anchor(path: str) -> str:
    """The id of a field in the outline."""
    return f"field-{path}"


def section_anchor(key: str) -> str:
    """The id of a section in the outline."""
    return f"section-{key}"

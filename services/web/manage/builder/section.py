"""`…/form/new-section/` and `…/form/sections/<key>/`: title and introduction of a section."""

from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared.errors import InvalidInput
from services.actions.edit_draft import Change
from services.building import sections
from services.building.forms import find_section, sections_of
from services.content import RevisionContent
from services.web.manage.builder.outline import on_form
from services.web.manage.builder.page import FormSheetPage, section_anchor
from services.web.manage.editor.fields import LineField, LinesField
from services.web.manage.editor.sheet import Sheet, Unchecked


class SectionForm(Unchecked):
    """Title and introduction."""

    title = LineField(
        label=gettext_lazy("Tên phần"),
        max_length=300,
        help_text=gettext_lazy("Mỗi phần là một trang. Ví dụ: Người nộp, Nội dung yêu cầu."),
    )
    intro = LinesField(
        label=gettext_lazy("Lời dẫn"),
        optional=True,
        help_text=gettext_lazy("Hiện ở đầu trang, trước các câu hỏi."),
    )


class SectionSheetPage(FormSheetPage):
    """What a new section and an existing one have in common."""

    template_name = "manage/builder/section.html"
    key = ""

    def title_of(self, sheet: Sheet) -> str:
        """The typed title. Raises InvalidInput when there is none."""
        title = " ".join(sheet.form.cleaned_data["title"].split())
        if not title:
            raise InvalidInput({"title": _("Nhập tên phần.")})
        return title

    def then(self) -> str:
        """Back to the section."""
        return f"{self.outline}#{section_anchor(self.key)}"

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """The way back."""
        return {"back_url": self.outline, "back_text": _("Mẫu đơn"), "key": self.key}


class SectionNewView(SectionSheetPage):
    """At the end of the form."""

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """An empty sheet."""
        return Sheet(SectionForm(data))

    def change(self, sheet: Sheet) -> Change:
        """Add it."""
        title, intro = self.title_of(sheet), sheet.form.cleaned_data["intro"].strip()
        self.key = sections.add_section(self.form, title=title)[1]
        return on_form(lambda form: sections.add_section(form, title=title, intro=intro)[0])

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return _("Thêm phần “%(title)s”") % {"title": self.title_of(sheet)}

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """It is new."""
        return super().more(sheet) | {"is_new": True}

    def then(self) -> str:
        """To the first field, for a section without fields is none."""
        return f"{self.url('manage_form_field_new')}?section={self.key}"


class SectionView(SectionSheetPage):
    """An existing section."""

    def prepare(self, key: str = "", **kwargs: Any) -> None:
        """Find it. Raises Http404."""
        if find_section(self.form, key) is None:
            raise Http404
        self.key = key

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """As it is."""
        number = find_section(content.eform, self.key)
        stored = {} if number is None else sections_of(content.eform)[number]
        initial = {"title": stored.get("title", ""), "intro": stored.get("intro", "")}
        return Sheet(SectionForm(data, initial=initial))

    def change(self, sheet: Sheet) -> Change:
        """Change it."""
        title, intro = self.title_of(sheet), sheet.form.cleaned_data["intro"].strip()
        return on_form(
            lambda form: sections.change_section(form, self.key, title=title, intro=intro)
        )

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return _("Sửa phần “%(title)s”") % {"title": self.title_of(sheet)}

"""`…/draft/papers/`: the papers asked for."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import ActorRequest
from services.actions.add_template_file import add_template_file
from services.actions.edit_draft import Change
from services.content import PaperContent, RevisionContent
from services.editing import papers as editing
from services.editing.eform_fields import askable_fields
from services.editing.order import place_of
from services.records import RecordKind
from services.template_files import template_file
from services.web.manage.editor.fields import (
    CircleField,
    LineField,
    LinesField,
    NumberField,
    OneField,
)
from services.web.manage.editor.listed import MemberPage, PartList, said
from services.web.manage.editor.sheet import Sheet, Unchecked, shown_when
from services.web.replacing import replaced_words


class PaperForm(Unchecked):
    """A paper."""

    name = LinesField(label=gettext_lazy("Tên giấy tờ"), rows=2)
    required = CircleField(
        label=gettext_lazy("Khi nào phải nộp"),
        choices=[
            ("yes", gettext_lazy("Bắt buộc")),
            ("no", gettext_lazy("Chỉ khi cần")),
        ],
    )
    originals = NumberField(label=gettext_lazy("Bản chính"))
    copies = NumberField(label=gettext_lazy("Bản sao"))
    certified = NumberField(label=gettext_lazy("Bản sao có chứng thực"))
    note = LinesField(label=gettext_lazy("Ghi chú"), optional=True)
    template_file = forms.FileField(
        label=gettext_lazy("Tệp mẫu"),
        required=False,
        help_text=gettext_lazy(
            "Mẫu trống để người dân tải về điền: PDF hoặc Word (.docx), tối đa 5 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )
    template = forms.CharField(required=False, widget=forms.HiddenInput)
    drop_template = forms.BooleanField(label=gettext_lazy("Bỏ tệp mẫu này"), required=False)
    replaced = OneField(
        label=gettext_lazy("Không phải nộp khi đã có"),
        optional=True,
        help_text=gettext_lazy(
            "Chọn câu hỏi của mẫu đơn đã cho biết điều giấy này chứng minh, hoặc dữ liệu cổng "
            "đã có."
        ),
    )
    record_procedure = LineField(
        label=gettext_lazy("Mã thủ tục có kết quả thay cho giấy này"),
        optional=True,
        help_text=gettext_lazy("Ví dụ 2.000488."),
    )

    def __init__(self, *args: Any, content: RevisionContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = [(f"field:{field.key}", field.label) for field in askable_fields(content)]
        records = [(f"record:{kind.value}", kind.label) for kind in RecordKind]
        self.fields["replaced"].choices = [  # type: ignore[attr-defined]
            ("", _("Không có, luôn phải nộp")),
            (_("Câu trả lời trong mẫu đơn"), fields),
            (_("Dữ liệu cổng đã có"), records),
        ]


class PapersView(PartList):
    """The list."""

    part = "papers"
    template_name = "manage/draft/papers.html"

    def move(self, content: RevisionContent, at: int, by: int) -> RevisionContent:
        """By one place."""
        return editing.move_paper(content, at, by)

    def named(self, content: RevisionContent, at: int) -> str:
        """Its name."""
        return content.papers[at].name

    def listing(self, content: RevisionContent) -> dict[str, Any]:
        """Each with what may stand for it."""
        labels = {field.key: field.label for field in askable_fields(content)}
        return {
            "papers": [
                {"paper": paper, "replaced": replaced_words(paper.replaced_by, labels)}
                for paper in content.papers
            ]
        }


class PaperView(MemberPage):
    """One paper."""

    part = "papers"
    template_name = "manage/draft/paper.html"
    list_name = "manage_draft_papers"

    def place(self, content: RevisionContent, key: str) -> int:
        """By its key."""
        return place_of(content.papers, key, lambda paper: paper.key)

    def named(self, content: RevisionContent, at: int) -> str:
        """Its name."""
        return content.papers[at].name

    def remove(self, content: RevisionContent, at: int) -> RevisionContent:
        """Without it."""
        return editing.remove_paper(content, at)

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """One form. A key that another admin removed meanwhile is shown as a new paper."""
        stored = None
        if self.at is not None and self.at < len(content.papers):
            stored = content.papers[self.at]
        files = self.request.FILES if data is not None else None
        return Sheet(PaperForm(data, files, initial=_stored(stored), content=content))

    def posted(self, request: ActorRequest) -> QueryDict:
        """A file is taken first; it stays with the page, were something else wrong."""
        upload = request.FILES.get("template_file")
        if upload is None or not self.draft.is_editable:
            return request.POST
        file = add_template_file(actor=request.actor, upload=upload)
        typed = request.POST.copy()
        typed["template"] = str(file.key)
        typed.pop("drop_template", None)
        return typed

    def change(self, sheet: Sheet) -> Change:
        """Put the paper in its place."""
        typed, at = sheet.form.cleaned_data, self.at
        paper = editing.Paper(
            name=typed["name"],
            required=typed["required"] != "no",
            originals=typed["originals"],
            copies=typed["copies"],
            certified=typed["certified"],
            note=typed["note"],
            template="" if typed["drop_template"] else typed["template"],
            replaced=typed["replaced"],
            record_procedure=typed["record_procedure"],
        )
        return lambda content: editing.put_paper(content, at, paper)

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return said(self.at is None, sheet.form.cleaned_data["name"])

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """The template file there is."""
        return super().more(sheet) | {
            "template_file": template_file(str(sheet.form["template"].value() or "")),
            "when": {"result": shown_when("replaced", f"record:{RecordKind.RESULT}")},
        }


def _stored(paper: PaperContent | None) -> dict[str, Any]:
    if paper is None:
        return {"required": "yes", "originals": "", "copies": "", "certified": ""}
    replaced = paper.replaced_by
    chosen = ""
    if "field" in replaced:
        chosen = f"field:{replaced['field']}"
    elif "record" in replaced:
        chosen = f"record:{replaced['record']}"
    return {
        "name": paper.name,
        "required": "yes" if paper.required else "no",
        "originals": paper.originals or "",
        "copies": paper.copies or "",
        "certified": paper.certified or "",
        "note": paper.note,
        "template": paper.template,
        "replaced": chosen,
        "record_procedure": replaced.get("procedure", ""),
    }

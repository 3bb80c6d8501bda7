"""`…/draft/reductions/`: what lowers the fees of this procedure, and a quote to try it."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.shared import clock
from services.actions.edit_draft import Change
from services.applicant_class import ApplicantClass
from services.binding import reductions as provincial_reductions
from services.content import ReductionContent, RevisionContent
from services.editing import reductions as editing
from services.editing.conditions import ALL, ANY, Comparison, Operator, in_words, rows_of
from services.editing.eform_fields import Asked, comparable_fields
from services.editing.order import place_of
from services.fees.reductions import covers, is_in_force
from services.models import Reduction, SetBy
from services.web.manage.editor.fees import AmountField
from services.web.manage.editor.fields import (
    BoxesField,
    CircleField,
    DayField,
    LineField,
    NumberField,
    OneField,
)
from services.web.manage.editor.listed import MemberPage, PartList, said
from services.web.manage.editor.sheet import Sheet, Unchecked, row_forms, shown_when

_MEASURES = (
    (editing.PERCENT, gettext_lazy("Theo tỷ lệ")),
    (editing.AMOUNT, gettext_lazy("Theo số tiền, cho mỗi khoản")),
)


class ReductionForm(Unchecked):
    """A reduction without the rows of its condition."""

    name = LineField(label=gettext_lazy("Tên mức giảm"))
    measure = CircleField(label=gettext_lazy("Giảm thế nào"), choices=_MEASURES)
    percent = NumberField(
        label=gettext_lazy("Tỷ lệ"), help_text=gettext_lazy("Miễn hẳn thì nhập 100.")
    )
    amount_vnd = AmountField(label=gettext_lazy("Số tiền giảm"))
    channel = CircleField(label=gettext_lazy("Cách nộp hồ sơ"), choices=Reduction.Channel.choices)
    applicant_classes = BoxesField(
        label=gettext_lazy("Dành cho ai"),
        choices=ApplicantClass.choices,
        optional=True,
        help_text=gettext_lazy("Không chọn mục nào: mọi người."),
    )
    fees_set_by = CircleField(
        label=gettext_lazy("Giảm khoản thu nào"),
        choices=[("", gettext_lazy("Mọi khoản thu")), *SetBy.choices],
    )
    valid_from = DayField(label=gettext_lazy("Áp dụng từ ngày"), optional=False)
    valid_to = DayField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Chưa định ngày thì để trống."),
    )
    legal_basis = LineField(label=gettext_lazy("Văn bản quy định miễn giảm"))
    how = CircleField(
        label=gettext_lazy("Điều kiện"),
        choices=[
            (ALL, gettext_lazy("Đúng tất cả các dòng dưới đây")),
            (ANY, gettext_lazy("Đúng một trong các dòng dưới đây")),
        ],
    )


class RowForm(Unchecked):
    """A row of the condition; its lists of questions and answers come with the draft."""

    field = OneField(label=gettext_lazy("Câu hỏi"))
    op = OneField(
        label=gettext_lazy("So sánh"),
        choices=[("", gettext_lazy("Chưa chọn")), *Operator.choices],
    )
    choice = OneField(
        label=gettext_lazy("Câu trả lời"),
        optional=True,
        help_text=gettext_lazy("Với câu hỏi chọn trong danh sách, hoặc có và không."),
    )
    value = LineField(
        label=gettext_lazy("Giá trị"),
        optional=True,
        help_text=gettext_lazy("Với câu hỏi về số, ngày (22/03/2022) hoặc chữ."),
    )


class ReductionsView(PartList):
    """The list, beside the provincial rules that apply anyway."""

    part = "reductions"
    template_name = "manage/draft/reductions.html"

    def move(self, content: RevisionContent, at: int, by: int) -> RevisionContent:
        """By one place."""
        return editing.move_reduction(content, at, by)

    def named(self, content: RevisionContent, at: int) -> str:
        """Its name."""
        return content.reductions[at].name

    def listing(self, content: RevisionContent) -> dict[str, Any]:
        """Both lists."""
        fields = comparable_fields(content)
        return {
            "reductions": [_shown(each, fields) for each in content.reductions],
            "provincial": _provincial(content, self.procedure.code),
            "has_fees": bool(content.fees),
        }


class ReductionView(MemberPage):
    """One reduction."""

    part = "reductions"
    template_name = "manage/draft/reduction.html"
    list_name = "manage_draft_reductions"
    row_prefixes = ("rows",)

    def place(self, content: RevisionContent, key: str) -> int:
        """By its key."""
        return place_of(content.reductions, key, lambda each: each.key)

    def named(self, content: RevisionContent, at: int) -> str:
        """Its name."""
        return content.reductions[at].name

    def remove(self, content: RevisionContent, at: int) -> RevisionContent:
        """Without it."""
        return editing.remove_reduction(content, at)

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """One form, rows for the condition."""
        stored = self._stored(content)
        shown = rows_of(stored.condition) if stored else (ALL, [])
        rows = [_row(row, content) for row in shown[1]] if shown else []
        form = ReductionForm(data, initial=_initial(stored, shown[0] if shown else ALL))
        return Sheet(form, {"rows": row_forms(row_form(content), "rows", data, rows)})

    def change(self, sheet: Sheet) -> Change:
        """Put the reduction in its place."""
        typed, at = sheet.form.cleaned_data, self.at
        rows = [Comparison(**row) for row in sheet.values("rows")]
        stored = self._stored(self.draft.content)
        unshown = stored is not None and rows_of(stored.condition) is None
        given = editing.Typing(
            **typed | {"applicant_classes": tuple(typed["applicant_classes"])},
            rows=rows,
            kept=stored.condition if stored and unshown and not rows else None,
        )
        return lambda content: editing.put_reduction(content, at, given)

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return said(self.at is None, sheet.form.cleaned_data["name"])

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """The rows, and a condition that they cannot show."""
        stored = self._stored(self.draft.content)
        fields = comparable_fields(self.draft.content)
        unshown = stored is not None and rows_of(stored.condition) is None
        return super().more(sheet) | {
            "rows": sheet.rows["rows"],
            "kept_words": in_words(stored.condition, fields) if stored and unshown else "",
            "has_questions": bool(fields),
            "when": {
                "percent": shown_when("measure", editing.PERCENT),
                "amount": shown_when("measure", editing.AMOUNT),
            },
        }

    def _stored(self, content: RevisionContent) -> ReductionContent | None:
        there = self.at is not None and self.at < len(content.reductions)
        return content.reductions[self.at] if there else None  # type: ignore[index]


def row_form(content: RevisionContent) -> type[RowForm]:
    """RowForm with the questions of this draft and their answers."""
    fields = comparable_fields(content)
    questions = [("", _("Chưa chọn")), *((field.key, field.label) for field in fields)]
    answers: list[Any] = [("", _("Chưa chọn"))]
    answers += [(field.label, answers_of(field)) for field in fields if answers_of(field)]

    class Row(RowForm):
        field = OneField(label=_("Câu hỏi"), choices=questions)
        choice = OneField(
            label=_("Câu trả lời"),
            optional=True,
            choices=answers,
            help_text=_("Với câu hỏi chọn trong danh sách, hoặc có và không."),
        )

    return Row


def _row(row: Comparison, content: RevisionContent) -> dict[str, str]:
    """A stored row: its answer is chosen or typed, never both."""
    chosen = {value for field in comparable_fields(content) for value, _label in answers_of(field)}
    return vars(row) | ({"value": ""} if row.choice in chosen else {"choice": ""})


def answers_of(field: Asked) -> list[tuple[str, str]]:
    """The answers to choose from, each as `<question>=<answer>`; none where one types."""
    if field.type == "yes_no":
        return [(f"{field.key}=yes", _("Có")), (f"{field.key}=no", _("Không"))]
    if field.type not in ("one_of", "several_of"):
        return []
    return [(f"{field.key}={value}", label) for value, label in field.choices]


def _initial(stored: ReductionContent | None, how: str) -> dict[str, Any]:
    if stored is None:
        return {"channel": "any", "fees_set_by": "", "how": how}
    return vars(stored) | {
        "measure": editing.AMOUNT if stored.percent is None else editing.PERCENT,
        "applicant_classes": list(stored.applicant_classes),
        "how": how,
    }


def _shown(each: ReductionContent, fields: list[Asked]) -> dict[str, Any]:
    classes = [ApplicantClass(value).label for value in each.applicant_classes]
    return {
        "reduction": each,
        "channel": Reduction.Channel(each.channel).label,
        "classes": ", ".join(str(label) for label in classes),
        "condition": in_words(each.condition, fields) if each.condition else "",
    }


def _provincial(content: RevisionContent, code: str) -> list[Reduction]:
    """The rules of the province that lower a fee of this procedure today."""
    today = clock.today()
    return [
        rule
        for rule in provincial_reductions()
        if is_in_force(rule, level=content.level, on=today, procedure_code=code)
        and any(covers(rule, fee.set_by) for fee in content.fees)
    ]

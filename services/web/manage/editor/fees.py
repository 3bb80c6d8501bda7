"""`…/draft/fees/`: fees and charges, put together by choosing."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import ActorRequest
from portal.shared.web.vnd_field import VndField
from services.actions.edit_draft import Change
from services.content import FeeContent, Json, RevisionContent
from services.editing import fees as editing
from services.editing.eform_fields import countable_fields
from services.editing.order import place_of
from services.editing.texts import Typed
from services.fees.rules import RuleError
from services.models import FeeItem, SetBy
from services.web.manage.editor.fields import (
    CircleField,
    LineField,
    LinesField,
    NumberField,
    OneField,
)
from services.web.manage.editor.listed import MemberPage, PartList, said
from services.web.manage.editor.page import SheetPage
from services.web.manage.editor.sheet import Sheet, Unchecked, row_forms, shown_when

_HOW = (
    (editing.FIXED, gettext_lazy("Một số tiền cho mỗi hồ sơ")),
    (editing.PER_UNIT, gettext_lazy("Theo số lượng: mỗi đơn vị một số tiền")),
    (editing.FIRST_THEN, gettext_lazy("Số đầu một giá, mỗi đơn vị sau một giá")),
    (editing.TIERED, gettext_lazy("Theo bậc: càng nhiều càng đổi giá")),
)


class AmountField(VndField):
    """Đồng; whether it may be empty is for the rules to say."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A stored amount as people read it."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class TierForm(Unchecked):
    """A tier."""

    up_to = NumberField(
        label=gettext_lazy("Đến hết số"), help_text=gettext_lazy("Bậc cuối để trống.")
    )
    amount_vnd = AmountField(label=gettext_lazy("Mỗi đơn vị (đ)"))


class FeeForm(Unchecked):
    """A fee; what its way of counting does not need is left alone."""

    name = LineField(label=gettext_lazy("Tên khoản thu"))
    kind = CircleField(label=gettext_lazy("Loại"), choices=FeeItem.Kind.choices)
    how = CircleField(label=gettext_lazy("Cách tính"), choices=_HOW)
    amount_vnd = AmountField(label=gettext_lazy("Số tiền"))
    quantity = OneField(
        label=gettext_lazy("Số lượng lấy từ câu hỏi"),
        help_text=gettext_lazy("Câu hỏi trả lời bằng số nguyên trong mẫu đơn."),
    )
    unit = LineField(label=gettext_lazy("Đơn vị"), help_text=gettext_lazy("Ví dụ bản, trang, m²."))
    included = NumberField(label=gettext_lazy("Số đơn vị đầu tính chung"))
    extra_vnd = AmountField(label=gettext_lazy("Mỗi đơn vị sau đó"))
    copies = OneField(
        label=gettext_lazy("Nhân với câu hỏi"),
        optional=True,
        help_text=gettext_lazy("Ví dụ số bản; để trống khi không nhân."),
    )
    copy_unit = LineField(label=gettext_lazy("Đơn vị nhân"), optional=True)
    max_per_copy_vnd = AmountField(label=gettext_lazy("Nhiều nhất cho một đơn vị nhân"))
    set_by = CircleField(label=gettext_lazy("Mức thu do ai quy định"), choices=SetBy.choices)
    legal_basis = LineField(label=gettext_lazy("Văn bản quy định mức thu"))

    def __init__(self, *args: Any, content: RevisionContent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = [(field.key, field.label) for field in countable_fields(content)]
        for name in ("quantity", "copies"):
            self.fields[name].choices = [("", _("Chưa chọn")), *fields]  # type: ignore[attr-defined]


class NoteForm(Unchecked):
    """Whether sums are stated, and a note."""

    fee_stated = CircleField(
        label=gettext_lazy("Mức thu"),
        choices=[
            ("yes", gettext_lazy("Theo các khoản ở trên; không có khoản nào thì không thu")),
            ("no", gettext_lazy("Chưa nêu số tiền, quy định ở văn bản khác")),
        ],
    )
    fee_note = LinesField(label=gettext_lazy("Ghi chú về phí, lệ phí"), optional=True)


class FeesView(PartList):
    """The list with examples."""

    part = "fees"
    template_name = "manage/draft/fees.html"

    def move(self, content: RevisionContent, at: int, by: int) -> RevisionContent:
        """By one place."""
        return editing.move_fee(content, at, by)

    def named(self, content: RevisionContent, at: int) -> str:
        """Its name."""
        return content.fees[at].name

    def listing(self, content: RevisionContent) -> dict[str, Any]:
        """Each with what some quantities cost."""
        return {"fees": [_shown(fee) for fee in content.fees], "content": content}


class FeeNoteView(SheetPage):
    """`…/draft/fees/note/`."""

    part = "fees"
    template_name = "manage/draft/fee_note.html"

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """One form."""
        stated = "yes" if content.fee_stated else "no"
        initial = {"fee_stated": stated, "fee_note": content.fee_note}
        return Sheet(NoteForm(data, initial=initial))

    def change(self, sheet: Sheet) -> Change:
        """Set both."""
        typed = sheet.form.cleaned_data
        stated, note = typed["fee_stated"] != "no", typed["fee_note"]
        return lambda content: editing.set_fee_note(content, stated=stated, note=note)

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return _("Sửa ghi chú về phí, lệ phí")

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """The way back."""
        return {"back_url": self.then()}

    def then(self) -> str:
        """Back to the list."""
        return reverse("services:manage_draft_fees", args=[self.procedure.code])


class FeeView(MemberPage):
    """One fee. The button "Tính thử" counts what is typed and saves nothing."""

    part = "fees"
    template_name = "manage/draft/fee.html"
    list_name = "manage_draft_fees"
    row_prefixes = ("tiers",)

    def place(self, content: RevisionContent, key: str) -> int:
        """By its key."""
        return place_of(content.fees, key, lambda fee: fee.key)

    def named(self, content: RevisionContent, at: int) -> str:
        """Its name."""
        return content.fees[at].name

    def remove(self, content: RevisionContent, at: int) -> RevisionContent:
        """Without it."""
        return editing.remove_fee(content, at)

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """One form, rows for the tiers."""
        there = self.at is not None and self.at < len(content.fees)
        stored = content.fees[self.at] if there else None  # type: ignore[index]
        form = FeeForm(data, initial=_stored(stored), content=content)
        tiers = stored.rule.get("tiers", []) if stored else []
        return Sheet(form, {"tiers": row_forms(TierForm, "tiers", data, tiers)})

    def post(self, request: ActorRequest, code: str, **kwargs: Any) -> HttpResponse:
        """Count, or as ever."""
        if "count" not in request.POST:
            return super().post(request, code, **kwargs)
        self.prepare(**kwargs)
        sheet = self.sheet(request.POST, self.draft.content)
        context: dict[str, Any] = {"version": request.POST.get("version", ""), "is_counted": True}
        if sheet.is_valid():
            typed = Typed()
            rule = editing.rule_of(typed, self.draft.content, _fee(sheet))
            sheet.refuse(typed.errors)
            if not typed.errors:
                context["examples"] = editing.examples(rule)
        return self._page(request, sheet, context)

    def change(self, sheet: Sheet) -> Change:
        """Put the fee in its place."""
        fee, at = _fee(sheet), self.at
        return lambda content: editing.put_fee(content, at, fee)

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return said(self.at is None, sheet.form.cleaned_data["name"])

    def more(self, sheet: Sheet) -> dict[str, Any]:
        """The tiers, and examples of what is stored."""
        stored = self.draft.content.fees[self.at] if self.at is not None else None
        return super().more(sheet) | {
            "tiers": sheet.rows["tiers"],
            "examples": _examples(stored.rule) if stored else [],
            "when": {
                "units": shown_when("how", editing.PER_UNIT, editing.FIRST_THEN, editing.TIERED),
                "amount": shown_when("how", editing.FIXED, editing.PER_UNIT, editing.FIRST_THEN),
                "first_then": shown_when("how", editing.FIRST_THEN),
                "tiered": shown_when("how", editing.TIERED),
            },
        }


def _fee(sheet: Sheet) -> editing.Fee:
    tiers = [editing.Tier(**row) for row in sheet.values("tiers")]
    return editing.Fee(**sheet.form.cleaned_data, tiers=tiers)


def _stored(fee: FeeContent | None) -> dict[str, Any]:
    if fee is None:
        return {}
    rule = {name: value for name, value in fee.rule.items() if name not in ("kind", "tiers")}
    return {
        "name": fee.name,
        "kind": fee.kind,
        "how": fee.rule.get("kind", ""),
        "set_by": fee.set_by,
        "legal_basis": fee.legal_basis,
        **rule,
    }


def _shown(fee: FeeContent) -> dict[str, Any]:
    return {
        "fee": fee,
        "kind": FeeItem.Kind(fee.kind).label,
        "how": dict(_HOW).get(fee.rule.get("kind", ""), ""),
        "examples": _examples(fee.rule),
        "unit": fee.rule.get("unit", ""),
    }


def _examples(rule: Json) -> list[tuple[int, int, str]]:
    """None of a rule that cannot be counted: completeness says what is wrong with it."""
    try:
        return editing.examples(rule)
    except (RuleError, KeyError):
        return []

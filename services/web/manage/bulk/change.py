"""One change to many procedures: a shorter time limit, a reduction of fees."""

import uuid
from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import ActorRequest
from portal.shared import clock
from services.actions.start_batch import start_batch
from services.applicant_class import ApplicantClass
from services.batches.selection import Selection
from services.batches.time_cut import LEAST_PERCENT, MOST_PERCENT
from services.fees.checking import MAX_AMOUNT_VND, MAX_PERCENT, mistakes_of
from services.models import Batch, Reduction, SetBy
from services.web.manage.access import ManageView
from services.web.manage.bulk.access import UNUSABLE
from services.web.manage.bulk.import_file import DAY_WORDS, AppliesFromField
from services.web.manage.bulk.selecting import selection_of

DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y"]


def _day(label: Any, *, required: bool, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=DAYS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": DAY_WORDS, "required": gettext_lazy("Nhập ngày.")},
    )


def _number(label: Any, least: int, most: int, *, required: bool, hint: Any = "") -> Any:
    words = gettext_lazy("Nhập số nguyên từ %(least)d đến %(most)d.")
    message = {"least": least, "most": most}
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=required,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Nhập số."),
            "invalid": gettext_lazy("Nhập số nguyên, ví dụ 10."),
            "min_value": words % message,
            "max_value": words % message,
        },
    )


class TimeCutForm(forms.Form):
    """How much shorter, and from when."""

    percent = _number(
        gettext_lazy("Giảm bao nhiêu phần trăm"), LEAST_PERCENT, MOST_PERCENT, required=True,
        hint=gettext_lazy(
            "Ví dụ 10. Số ngày còn lại làm tròn lên, ít nhất 1 ngày; thời hạn theo luật giữ nguyên."
        ),
    )  # fmt: skip
    applies_from = AppliesFromField()


class ReductionForm(forms.Form):
    """The rule, as its legal text states it."""

    name = forms.CharField(
        label=gettext_lazy("Tên miễn giảm"), max_length=300,
        error_messages={"required": gettext_lazy("Nhập tên miễn giảm.")},
    )  # fmt: skip
    legal_basis = forms.CharField(
        label=gettext_lazy("Căn cứ pháp lý"), max_length=300,
        help_text=gettext_lazy("Ví dụ: Nghị quyết số 12/2024/NQ-HĐND"),
        error_messages={"required": gettext_lazy("Nêu căn cứ pháp lý.")},
    )  # fmt: skip
    percent = _number(
        gettext_lazy("Tỷ lệ giảm (%)"), 1, MAX_PERCENT, required=False,
        hint=gettext_lazy("Ghi tỷ lệ hoặc số tiền, đúng một trong hai."),
    )  # fmt: skip
    amount_vnd = _number(gettext_lazy("Số tiền giảm (đồng)"), 1, MAX_AMOUNT_VND, required=False)
    valid_from = _day(gettext_lazy("Từ ngày"), required=True)
    valid_to = _day(
        gettext_lazy("Đến hết ngày"), required=False, hint=gettext_lazy("Để trống: chưa định.")
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Cách nộp"), choices=Reduction.Channel.choices,
        initial=Reduction.Channel.ANY, widget=forms.RadioSelect,
    )  # fmt: skip
    fees_set_by = forms.ChoiceField(
        label=gettext_lazy("Khoản thu do ai quy định"), required=False,
        choices=[("", gettext_lazy("Mọi khoản thu")), *SetBy.choices],
        help_text=gettext_lazy("Nghị quyết của HĐND tỉnh chỉ giảm được khoản do tỉnh quy định, trừ "
                               "khi luật cho phép."),
    )  # fmt: skip
    applicant_classes = forms.MultipleChoiceField(
        label=gettext_lazy("Đối tượng"), required=False, choices=ApplicantClass.choices,
        help_text=gettext_lazy("Không chọn: mọi người."), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def clean_valid_from(self) -> Any:
        """What was filed before keeps its quote; a rule of yesterday would only confuse."""
        day = self.cleaned_data["valid_from"]
        if day < clock.today():
            raise forms.ValidationError(_("Chọn hôm nay hoặc một ngày sau hôm nay."))
        return day

    def clean(self) -> dict[str, Any]:
        """The whole rule, by the same checks as one written as data."""
        cleaned = super().clean() or {}
        if not self.errors and (cleaned["percent"] is None) == (cleaned["amount_vnd"] is None):
            self.add_error("percent", _("Ghi tỷ lệ hoặc số tiền giảm, đúng một trong hai."))
        if not self.errors:
            for column, text in mistakes_of(self.rule()):
                words = text[:1].upper() + text[1:]
                self.add_error(column if column in self.fields else None, words)
        return cleaned

    def rule(self) -> dict[str, Any]:
        """As data. The key is new every time."""
        found = dict(self.cleaned_data)
        last = found["valid_to"]
        return found | {
            "key": f"batch-{uuid.uuid4()}",
            "valid_from": found["valid_from"].isoformat(),
            "valid_to": last.isoformat() if last else None,
        }


class ChangeView(ManageView, ABC):
    """A form over a selection that the address names."""

    kind: Batch.Kind
    form_class: type[forms.Form]
    template_name: str

    def get(self, request: ActorRequest) -> HttpResponse:
        """The form."""
        return self._page(request, self.form_class(initial=self.initial()))

    def post(self, request: ActorRequest) -> HttpResponse:
        """A batch, and on to its preview."""
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=UNUSABLE)
        selection, _words = selection_of(request.GET)
        batch = start_batch(
            actor=request.actor,
            kind=self.kind,
            title=self.title(form),
            wanted=self.wanted(form, selection),
            applies_from=form.cleaned_data.get("applies_from"),
        )
        return redirect("services:manage_batch", key=batch.key)

    def initial(self) -> dict[str, Any]:
        """What the form begins with."""
        return {}

    @abstractmethod
    def title(self, form: forms.Form) -> str:
        """What the batch is called."""

    @abstractmethod
    def wanted(self, form: forms.Form, selection: Selection) -> dict[str, Any]:
        """What is asked for."""

    def _page(self, request: ActorRequest, form: forms.Form, status: int = 200) -> HttpResponse:
        _selection, words = selection_of(request.GET)
        context = {"form": form, "words": words}
        return render(request, self.template_name, context, status=status)


class TimeCutView(ChangeView):
    """/manage/batches/time-cut/"""

    kind = Batch.Kind.TIME_CUT
    form_class = TimeCutForm
    template_name = "manage/bulk/time_cut.html"

    def title(self, form: forms.Form) -> str:
        """By its percentage."""
        return _("Cắt giảm %(percent)d%% thời hạn") % {"percent": form.cleaned_data["percent"]}

    def wanted(self, form: forms.Form, selection: Selection) -> dict[str, Any]:
        """The percentage and the selection."""
        return {"percent": form.cleaned_data["percent"], "selection": selection.as_json()}


class ReductionView(ChangeView):
    """/manage/batches/reduction/"""

    kind = Batch.Kind.REDUCTION
    form_class = ReductionForm
    template_name = "manage/bulk/reduction.html"

    def initial(self) -> dict[str, Any]:
        """From today on."""
        return {"valid_from": clock.today(), "channel": Reduction.Channel.ANY}

    def title(self, form: forms.Form) -> str:
        """By the name of the rule."""
        return _("Miễn giảm: %(name)s") % {"name": form.cleaned_data["name"]}

    def wanted(self, form: forms.Form, selection: Selection) -> dict[str, Any]:
        """The rule and the selection."""
        assert isinstance(form, ReductionForm)
        return {"rule": form.rule(), "selection": selection.as_json()}

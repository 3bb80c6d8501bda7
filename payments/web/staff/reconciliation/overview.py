"""Reconciliation: the days, what is open, and the bank's statements (/manage/reconciliation/)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from payments.actions.import_bank_statement import LONGEST_ACCOUNT, import_bank_statement
from payments.models import BankStatement
from payments.queries import reconciliation as queries
from payments.reconciliation.statement.problems import StatementRefused
from payments.reconciliation.statement.reading import MOST_BYTES
from payments.web.staff.reconciliation.words import decorate_cases, decorate_days
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired

READERS = (Role.PROVINCIAL_ADMIN, Role.AUDITOR)
WRITERS = (Role.PROVINCIAL_ADMIN,)
CASES_SHOWN = 20
UNUSABLE = 422


class StatementForm(forms.Form):
    """A bank's statement file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp sao kê (CSV)"),
        help_text=gettext_lazy(
            "Các cột: ngay, so_tham_chieu, so_tien, noi_dung. Tối đa 5 MB. Giao dịch đã nạp từ tệp "
            "trước không bị tính hai lần."
        ),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp sao kê."),
            "empty": gettext_lazy("Tệp này trống. Hãy tải lại sao kê từ ngân hàng."),
            "max_length": gettext_lazy("Tên tệp dài quá 200 ký tự; hãy đặt tên ngắn hơn."),
        },
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    account = forms.CharField(
        label=gettext_lazy("Số tài khoản"), max_length=LONGEST_ACCOUNT, required=False
    )

    def clean_file(self) -> UploadedFile:
        """Refuse by size before anything is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn hơn 5 MB; hãy chia theo tháng."))
        return file


class ReconciliationView(StaffRequired, TemplateView):
    """Days × providers, the latest first (`?before=` a day), and the oldest open cases."""

    roles = READERS
    template_name = "payments/reconciliation.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of days."""
        before = _day_or_none(self.request.GET.get("before", ""))
        return {**super().get_context_data(**kwargs), **overview(before), "form": StatementForm()}


def overview(before: date | None = None) -> dict[str, Any]:
    """The context that the page and a refused upload share."""
    runs, more = queries.days(before=before)
    cases, more_cases = queries.cases(most=CASES_SHOWN)
    here = reverse("payments:reconciliation")
    return {
        "runs": decorate_days(runs, queries.open_counts(runs)),
        "next_url": f"{here}?before={more.isoformat()}" if more else "",
        "is_first_page": before is None,
        "cases": decorate_cases(cases) if before is None else [],
        "has_more_cases": more_cases is not None,
        "statements": queries.statements() if before is None else [],
    }


class StatementImportView(StaffRequired):
    """The upload of a statement."""

    roles = WRITERS

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloading: back to the page with the form."""
        return redirect("payments:reconciliation")

    def post(self, request: ActorRequest) -> HttpResponse:
        """Import all of it, or show every mistake."""
        form = StatementForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return self._import(request, form)
            except StatementRefused as refused:
                form.add_error("file", [refused.headline, *refused.lines])
        context = {**overview(), "form": form}
        return render(request, "payments/reconciliation.html", context, status=UNUSABLE)

    def _import(self, request: ActorRequest, form: StatementForm) -> HttpResponse:
        file: UploadedFile = form.cleaned_data["file"]
        imported = import_bank_statement(
            actor=request.actor,
            content=file.read(),
            file_name=file.name or "",
            account=form.cleaned_data["account"],
        )
        messages.success(
            request,
            _("Đã nạp sao kê: thêm %(added)d dòng, đã có từ trước %(known)d dòng.")
            % {"added": imported.added, "known": imported.known}
            + " "
            + _("Các ngày trong sao kê đang được đối soát lại."),
        )
        return redirect("payments:reconciliation_statement", pk=imported.statement.pk)


class StatementView(StaffRequired, TemplateView):
    """The lines of a statement; `?unknown=1`: those that no compared day knows."""

    roles = READERS
    template_name = "payments/reconciliation_statement.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of lines."""
        try:
            statement = queries.statement_by(kwargs["pk"])
        except BankStatement.DoesNotExist as error:
            raise Http404 from error
        unknown = self.request.GET.get("unknown") == "1"
        after = number_or_zero(self.request.GET.get("after", ""))
        lines, more = queries.lines_of(statement, unknown=unknown, after=after)
        narrowed = "unknown=1&" if unknown else ""
        return {
            **super().get_context_data(**kwargs),
            "statement": statement,
            "lines": lines,
            "unknown": unknown,
            "next_url": f"?{narrowed}after={more}" if more else "",
        }


def number_or_zero(text: str) -> int:
    """A position in a list; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

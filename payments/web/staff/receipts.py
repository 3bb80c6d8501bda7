"""Receipts at the counter: find, print, cancel and write anew."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from payments.actions.replace_receipt import replace_receipt
from payments.models import Receipt
from payments.queries.receipts import receipt_at_counter, receipt_for_staff, receipts_at_counter
from payments.web.receipts import send_receipt
from portal.accounts.roles import STAFF_ROLES, Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.shared.errors import InvalidInput, StalePage

UNUSABLE, MOVED_ON = 422, 409


class ReceiptPdfView(StaffRequired):
    """A receipt, for everybody whose work it is (queries.receipts.receipt_for_staff)."""

    roles = STAFF_ROLES

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponseBase:
        """The PDF, inline so that it can be printed at once."""
        try:
            receipt = receipt_for_staff(request.actors, key)
        except Receipt.DoesNotExist as error:
            raise Http404 from error
        return send_receipt(request, receipt, "payments/receipt_being_printed.html")


class CounterReceiptsView(StaffRequired, TemplateView):
    """`?q=` is a dossier's code: its receipts, if this counter takes the money for it."""

    roles = (Role.CLERK,)
    template_name = "payments/counter_receipts.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The receipts found."""
        q = self.request.GET.get("q", "").strip()
        receipts = receipts_at_counter(self.request.actor, q) if q else []  # type: ignore[attr-defined]
        return {**super().get_context_data(**kwargs), "q": q, "receipts": receipts}


class ReplaceReceiptForm(forms.Form):
    """Why the old one is wrong, and how the new one names the payer."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do hủy"),
        help_text=gettext_lazy("In trên biên lai đã hủy. Ví dụ: ghi sai họ tên người nộp."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    payer_name = forms.CharField(
        label=gettext_lazy("Người nộp tiền trên biên lai mới"), max_length=200, required=False
    )
    payer_address = forms.CharField(
        label=gettext_lazy("Địa chỉ trên biên lai mới"), max_length=300, required=False
    )


class ReceiptCancelView(StaffRequired):
    """A clerk cancels a wrong receipt; a new one for the same payment takes its place."""

    roles = (Role.CLERK,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The receipt and the form; 409 for one that is cancelled already."""
        receipt = self._receipt(request, key)
        form = ReplaceReceiptForm(
            initial={"payer_name": receipt.payer_name, "payer_address": receipt.payer_address}
        )
        return _page(request, receipt, form, status=MOVED_ON if receipt.is_cancelled else 200)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Do it; what was typed stays on the page when it cannot be done."""
        receipt = self._receipt(request, key)
        form = ReplaceReceiptForm(request.POST)
        if not form.is_valid():
            return _page(request, receipt, form, status=UNUSABLE)
        try:
            new = replace_receipt(actor=request.actor, key=key, **form.cleaned_data)
        except InvalidInput as refusal:
            for field, text in refusal.errors.items():
                form.add_error(field, text)
            return _page(request, receipt, form, status=UNUSABLE)
        except StalePage as refusal:
            form.add_error(None, str(refusal))
            return _page(request, self._receipt(request, key), form, status=MOVED_ON)
        messages.success(
            request,
            _("Đã hủy biên lai số %(old)s. Biên lai mới: số %(new)s.")
            % {"old": receipt.printed_number, "new": new.printed_number},
        )
        return redirect(f"{reverse('payments:counter_receipts')}?{urlencode({'q': new.reference})}")

    def _receipt(self, request: ActorRequest, key: uuid.UUID) -> Receipt:
        try:
            return receipt_at_counter(request.actor, key)
        except Receipt.DoesNotExist as error:
            raise Http404 from error


def _page(
    request: ActorRequest, receipt: Receipt, form: forms.Form, *, status: int
) -> HttpResponse:
    context = {"receipt": receipt, "form": form}
    return render(request, "payments/receipt_cancel.html", context, status=status)

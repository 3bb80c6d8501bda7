"""Asking for a comparison now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from portal.national.actions.ask_comparison import ask_comparison
from portal.national.models import Comparison
from portal.national.web.access import UNUSABLE, AdminRequired
from portal.national.web.comparisons import AskForm, comparisons_page
from portal.shared.errors import InvalidInput


class ComparisonAskView(AdminRequired):
    """The button "Đối chiếu ngay"."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloading: back to the list."""
        return redirect("national:comparisons")

    def post(self, request: ActorRequest) -> HttpResponse:
        """Let a job do it: it asks the national portal."""
        form = AskForm(request.POST)
        if form.is_valid():
            kind = form.cleaned_data["kind"]
            since = form.cleaned_data["since"] if kind == Comparison.Kind.DOSSIERS else None
            try:
                comparison = ask_comparison(actor=request.actor, kind=kind, since=since)
            except InvalidInput as refusal:
                for name, text in refusal.errors.items():
                    form.add_error(name if name in form.fields else None, text)
            else:
                messages.success(request, _("Đang đối chiếu; trang này tự tải lại đến khi xong."))
                return redirect("national:comparison", pk=comparison.pk)
        return comparisons_page(request, form, status=UNUSABLE)

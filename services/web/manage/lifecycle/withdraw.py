"""`/manage/procedures/<code>/withdraw/`: out of force, now or from a day; and not after all."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest, fresh_proof_required
from services.actions.cancel_withdrawal import cancel_withdrawal
from services.actions.withdraw_procedure import withdraw_procedure
from services.consequences import consequences_of
from services.models import Revision, Withdrawal
from services.validity import planned_withdrawal_of
from services.web.manage.access import ProcedureView
from services.web.manage.lifecycle.acting import act
from services.web.manage.lifecycle.forms import WithdrawForm


class _OfProcedure(ProcedureView):
    @property
    def home(self) -> str:
        """The address of the procedure."""
        return reverse("services:manage_procedure", args=[self.procedure.code])


@method_decorator(never_cache, name="dispatch")
class ProcedureWithdrawView(_OfProcedure):
    """The consequences, then the reason, the day and the successor; the second factor is asked
    again before."""

    def gate(self, request: HttpRequest) -> HttpResponse | None:
        """The role, and a second factor shown a moment ago."""
        return super().gate(request) or fresh_proof_required(request)

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The form; what is not in force, or will not be, leads to its page."""
        revision = self.procedure.current_revision
        is_in_force = revision is not None and revision.state == Revision.State.PUBLISHED
        if revision is None or not is_in_force or planned_withdrawal_of(self.procedure):
            return redirect(self.home)
        return self.page(WithdrawForm(initial={"number": revision.number}))

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Withdraw."""
        form = WithdrawForm(request.POST)
        return act(
            request, form, lambda: self._withdraw(request, form.cleaned_data),
            done=_("Đã ghi việc bãi bỏ thủ tục."), then=self.home, page=self.page,
        )  # fmt: skip

    def _withdraw(self, request: ActorRequest, typed: dict[str, Any]) -> Revision:
        return withdraw_procedure(
            actor=request.actor,
            procedure=self.procedure,
            reason=typed["reason"],
            effective_from=typed["effective_from"],
            successor=typed["successor"],
            seen_number=typed["number"],
        )

    def page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The page with this form."""
        context = {
            "procedure": self.procedure,
            "form": form,
            "home": self.home,
            "consequences": consequences_of(self.procedure),
        }
        return render(self.request, "manage/lifecycle/withdraw.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class WithdrawalCancelView(_OfProcedure):
    """A planned withdrawal does not happen."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The question; without one the procedure's page."""
        withdrawal = planned_withdrawal_of(self.procedure)
        return self.page(forms.Form()) if withdrawal else redirect(self.home)

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Cancel it."""
        return act(
            request, forms.Form(request.POST), lambda: self._cancel(request),
            done=_("Đã hủy việc bãi bỏ. Thủ tục tiếp tục áp dụng."), then=self.home,
            page=self.page,
        )  # fmt: skip

    def _cancel(self, request: ActorRequest) -> Withdrawal:
        return cancel_withdrawal(actor=request.actor, procedure=self.procedure)

    def page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        """The page."""
        context = {
            "procedure": self.procedure,
            "form": form,
            "home": self.home,
            "withdrawal": planned_withdrawal_of(self.procedure),
        }
        template = "manage/lifecycle/cancel_withdrawal.html"
        return render(self.request, template, context, status=status)

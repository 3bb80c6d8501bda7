"""`…/pay/`: the fee in cash, or with the client's own phone; the page sees that it came."""

from typing import Any
from urllib.parse import urljoin

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect

from counter.actions.receive_for_client import receive_for_client
from counter.models import Filing
from counter.web.intake.base import MOVED_ON, UNUSABLE, IntakePage
from counter.web.intake.steps import PAY, SIGN, SLIP
from dossiers.actions.take_cash import take_cash
from dossiers.models import Dossier
from dossiers.states import State
from dossiers.web.staff.act.forms import TakeCashForm
from payments.guest_link import guest_path
from payments.models import Obligation, PaymentAttempt
from payments.queries import attempts_of, obligation_of, online_providers_for
from payments.queries.cash import open_day_of, why_no_cash
from payments.queries.receipts import valid_receipt_of
from payments.states import AttemptState
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import Refusal


class FeePage(IntakePage):
    """The fee of the filed dossier of this intake."""

    step = PAY
    needs = ("consent", "dossier")

    @property
    def dossier(self) -> Dossier:
        """The intake's (it is filed where `turned_away` lets the page go on)."""
        assert self.intake.dossier is not None, "needs says so"
        return self.intake.dossier

    def turned_away(self) -> HttpResponse | None:
        """A draft has no fee yet; and there are dossiers without one."""
        if self.dossier.state == State.DRAFT:
            return self.to_step(SIGN)
        if obligation_of(self.dossier.subject) is None:
            return self.to_step(SLIP)
        return None

    def page(
        self, request: ActorRequest, form: TakeCashForm | None = None, *, status: int = 200
    ) -> HttpResponse:
        """Both ways to pay, or that it has been paid."""
        obligation = obligation_of(self.dossier.subject)
        assert obligation is not None, "turned away before"
        paid = _settled(obligation)
        context: dict[str, Any] = {
            "dossier": self.dossier,
            "obligation": obligation,
            "paid": paid,
            "receipt": valid_receipt_of(paid) if paid else None,
            "form": form or self.cash_form(request),
            "why_no_cash": why_no_cash(request.actor),
            "qr": _qr(obligation),
        }
        return self.show(request, "counter/intake/pay.html", context, status=status)

    def cash_form(self, request: ActorRequest, data: Any = None) -> TakeCashForm:
        """With the float where the clerk's till is still closed."""
        return TakeCashForm(
            data,
            initial={"version": self.dossier.version},
            is_till_open=open_day_of(request.actor) is not None,
        )


class IntakePayView(FeePage):
    """The page; it asks nobody outside."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """As it is now."""
        return self.turned_away() or self.page(request)


class IntakeCashView(FeePage):
    """POST: the clerk has the money in hand."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloaded after signing in again: back to the page with the button."""
        return redirect("counter:intake_pay", intake=self.intake.key)

    def post(self, request: ActorRequest) -> HttpResponse:
        """Take it, and receive the dossier if the fee alone stood in the way."""
        outside = self.turned_away()
        if outside is not None:
            return outside
        form = self.cash_form(request, request.POST)
        if not form.is_valid():
            return self.page(request, form, status=UNUSABLE)
        try:
            take_cash(
                actor=request.actor,
                code=str(self.dossier.code),
                seen_version=_version(form),
                float_vnd=form.cleaned_data.get("float_vnd"),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.page(request, form, status=MOVED_ON)
        filing = Filing.objects.filter(dossier=self.dossier).first()
        if filing is not None:
            # The job that the payment has deferred finds nothing left to do.
            receive_for_client(filing_id=filing.pk)
        return redirect("counter:intake_pay", intake=self.intake.key)


def _version(form: TakeCashForm) -> int:
    """A form without the version of its page is taken to come from an old one."""
    version = form.cleaned_data["version"]
    return -1 if version is None else int(version)


def _settled(obligation: Obligation) -> PaymentAttempt | None:
    return attempts_of(obligation).filter(state=AttemptState.SETTLED).first()


def _qr(obligation: Obligation) -> str:
    """The address at which anybody's phone pays it, for <img>; empty where only cash will do."""
    if not online_providers_for(obligation):
        return ""
    address = urljoin(settings.PUBLIC_URL, guest_path(obligation))
    return str(segno.make(address, error="m").svg_data_uri(border=2, light="#fff"))

"""`…/slip/`: what the client takes home, on one small sheet; and Form 01."""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from counter.web.intake.base import IntakePage
from counter.web.intake.steps import SIGN, SLIP
from dossiers.documents.contents.qr import tracking_qr
from dossiers.models import Document, Dossier
from dossiers.states import State
from portal.accounts.actions.make_claim_code import make_claim_code
from portal.accounts.claim_code import code_of
from portal.accounts.models import Citizen
from portal.accounts.queries import live_claim_of
from portal.accounts.web.access import ActorRequest
from portal.shared import clock


class IntakeSlipView(IntakePage):
    """Nothing of the client that the client does not need to find the dossier again."""

    step = SLIP
    needs = ("consent", "dossier")

    def get(self, request: ActorRequest) -> HttpResponse:
        """The sheet, with the buttons that print it."""
        dossier, citizen = self.intake.dossier, self.intake.citizen
        assert dossier is not None and citizen is not None, "needs says so"
        if dossier.state == State.DRAFT:
            return self.to_step(SIGN)
        context: dict[str, Any] = {
            "dossier": dossier,
            "qr": tracking_qr(dossier),
            "form_01": _form_01(dossier),
            "printed_at": clock.now(),
            **_claim(citizen),
        }
        return self.show(request, "counter/intake/slip.html", context)


class IntakeClaimCodeView(IntakePage):
    """POST: a new code for somebody without an account; the one of before no longer works."""

    step = SLIP
    needs = ("consent", "dossier")

    def post(self, request: ActorRequest) -> HttpResponse:
        """Back to the slip, which shows it."""
        assert self.intake.citizen_id is not None, "needs says so"
        make_claim_code(actor=request.actor, citizen_id=self.intake.citizen_id)
        return redirect("counter:intake_slip", intake=self.intake.key)


def _claim(citizen: Citizen) -> dict[str, Any]:
    """Somebody with an account needs no code."""
    if citizen.user_id is not None:
        return {"has_account": True}
    claim = live_claim_of(citizen)
    if claim is None:
        return {}
    address = urljoin(settings.PUBLIC_URL, reverse("accounts:claim")).partition("://")[2]
    return {"claim": claim, "claim_code": code_of(claim), "claim_address": address}


def _form_01(dossier: Dossier) -> Document | None:
    return Document.objects.filter(dossier=dossier, kind=Document.Kind.FORM_01).last()

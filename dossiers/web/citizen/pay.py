"""`/me/dossiers/<code>/pay/`: what is due and the way to the payment page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from dossiers.models import Dossier
from dossiers.queries import get_for
from dossiers.states import State
from dossiers.web.citizen.base import CitizenPage
from payments.models import Obligation
from payments.providers.base import Provider
from payments.queries import obligation_of, online_providers_for
from portal.accounts.web.access import ActorRequest
from services.fees.quote import Quote

PAYS_ONLINE = 4


class DossierPayView(CitizenPage):
    """Online where it can be, else how to pay at the counter."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The page; a dossier that owes nothing leads to its confirmation."""
        dossier = get_for(request.actor, code)
        obligation = obligation_of(dossier.subject) if dossier.is_unpaid else None
        if obligation is None or not obligation.is_due:
            return redirect("dossiers:dossier_filed", code=code)
        context = {
            "dossier": dossier,
            "obligation": obligation,
            "quote": Quote.from_json(dossier.quote),
            "providers": _providers(dossier, obligation),
            "next_url": reverse("dossiers:dossier_filed", args=[code]),
        }
        return render(request, "citizen/dossier_pay.html", context)


def _providers(dossier: Dossier, obligation: Obligation) -> list[Provider]:
    """Level 3 pays at the counter; so does whoever came past the step without paying."""
    if dossier.revision.level < PAYS_ONLINE or dossier.state != State.PAYMENT_REQUIRED:
        return []
    return online_providers_for(obligation)

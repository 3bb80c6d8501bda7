"""The payer's own pages: what is owed, the way to the provider, and the way back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from payments.actions.check_attempt import check_attempt
from payments.actions.start_attempt import start_attempt
from payments.errors import NothingDue, ProviderSilent
from payments.guest_link import is_guest_path
from payments.models import Obligation, PaymentAttempt
from payments.providers.base import Provider
from payments.providers.errors import ProviderError
from payments.queries import attempt_for, obligation_for, online_providers_for
from payments.queries.money import money_of_obligation
from payments.states import AttemptState
from payments.web.bulkhead import waiting_for_provider
from payments.words.money import stories_of
from portal.accounts.web.access import ActorRequest, CitizenRequired
from portal.shared.errors import Refusal
from portal.shared.money import format_vnd

# How often the page that waits for the provider's word reloads itself.
LOOK_AGAIN_SECONDS = 10


def _obligation(request: ActorRequest, key: uuid.UUID) -> Obligation:
    try:
        return obligation_for(request.actor, key)
    except Obligation.DoesNotExist as error:
        raise Http404 from error


def _path_of_portal(path: str) -> str:
    """The path if it is one of this portal's own, else empty: never lead anybody elsewhere."""
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def _page(
    request: ActorRequest, obligation: Obligation, next_url: str, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "obligation": obligation,
        "money": stories_of(money_of_obligation(obligation)),
        "providers": online_providers_for(obligation),
        "next_url": next_url,
        **more,
    }
    return render(request, "payments/obligation_detail.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class ObligationDetailView(CitizenRequired):
    """What is owed, line by line, and how it can be paid. `?next=` is where to go afterwards."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        next_url = _path_of_portal(request.GET.get("next", ""))
        return _page(request, _obligation(request, key), next_url)


def _choose_again(
    request: ActorRequest, obligation: Obligation, next_url: str, first: Provider
) -> HttpResponse:
    """The page again: the provider that was sent is not offered (any more)."""
    error = _("Hãy chọn một cách thanh toán trong danh sách.")
    errors = [{"href": f"#provider-{first.code}", "text": error}]
    return _page(request, obligation, next_url, status=400, choice_error=error, errors=errors)


class AttemptStartView(CitizenRequired):
    """The button "Thanh toán": POST `next` and `provider`; left out, it is the first offered."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Reloading after signing in again: back to the page with the button."""
        return redirect("payments:obligation_detail", key=_obligation(request, key).key)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """To the provider's page, or back to the payment page with the reason why not."""
        obligation = _obligation(request, key)
        next_url = _path_of_portal(request.POST.get("next", ""))
        offered = online_providers_for(obligation)
        provider = request.POST.get("provider", offered[0].code if offered else "")
        if offered and provider not in {each.code for each in offered}:
            return _choose_again(request, obligation, next_url, offered[0])
        try:
            with waiting_for_provider():
                attempt = start_attempt(obligation=obligation, provider=provider, next_url=next_url)
        except NothingDue:
            return redirect(next_url or reverse("payments:obligation_detail", args=[key]))
        except Refusal as refusal:
            return _page(
                request, _obligation(request, key), next_url, status=409, refusal=str(refusal)
            )
        # Without a page when the payer has taken another way meanwhile, in another tab.
        return redirect(attempt.redirect_url or reverse("payments:obligation_detail", args=[key]))


@method_decorator(never_cache, name="dispatch")
class AttemptReturnView(CitizenRequired):
    """Back from the provider's page: asks the provider once and shows what is true.

    The provider sends who has paid to `?paid=1` and who turned back to `?cancelled=1`. Neither is
    believed about money; the first only decides the words while the provider's own word is
    outstanding: whoever has paid must not be shown a button to pay.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who came by the counter's link goes back to it, with or without an account: the provider
        knows one way back for each attempt, and the same attempt may be used from both sides."""
        way_back = (
            PaymentAttempt.objects.filter(key=kwargs["key"])
            .values_list("next_url", flat=True)
            .first()
        )
        if way_back and is_guest_path(way_back):
            return redirect(f"{way_back}?{'cancelled' if 'cancelled' in request.GET else 'paid'}=1")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Paid → on to where the payer came from; otherwise a page that says how it stands."""
        try:
            attempt = attempt_for(request.actor, key)
        except PaymentAttempt.DoesNotExist as error:
            raise Http404 from error
        silent = False
        try:
            with waiting_for_provider():
                attempt = check_attempt(attempt=attempt, give_up="cancelled" in request.GET)
        except (ProviderError, ProviderSilent):
            silent = True
        if attempt.state == AttemptState.SETTLED:
            amount = format_vnd(attempt.amount_vnd)
            messages.success(request, _("Đã thanh toán %(amount)s.") % {"amount": amount})
            return redirect(_after(attempt))
        return self._truth(request, attempt, silent)

    def _truth(self, request: ActorRequest, attempt: PaymentAttempt, silent: bool) -> HttpResponse:
        obligation = Obligation.objects.get(pk=attempt.obligation_id)
        context = {
            "attempt": attempt,
            "obligation": obligation,
            "providers": online_providers_for(obligation),
            "silent": silent,
            "has_paid": "paid" in request.GET,
            "here": request.get_full_path(),
            "next_url": _after(attempt),
        }
        response = render(request, "payments/attempt_return.html", context)
        if attempt.is_live:
            # What <meta http-equiv="refresh"> says, as the header that it stands for: it works
            # without JavaScript. The page holds nothing that a reload could lose.
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response


def _after(attempt: PaymentAttempt) -> str:
    if attempt.next_url:
        return attempt.next_url
    return reverse("payments:obligation_detail", args=[attempt.obligation.key])

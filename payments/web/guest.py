"""`/pay/<token>/`: the payer's phone at the counter, without an account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from payments.actions.check_attempt import check_attempt
from payments.actions.start_attempt import start_attempt
from payments.errors import NothingDue, ProviderSilent
from payments.guest_link import LinkExpired, obligation_behind
from payments.models import Obligation, PaymentAttempt
from payments.providers.errors import ProviderError
from payments.queries import attempts_of, online_providers_for
from payments.web.bulkhead import waiting_for_provider
from portal.agencies.naming import name_at
from portal.shared.errors import Refusal
from portal.shared.rate_limit.limit import Limit, TooManyTries, client_address
from portal.shared.web.errors import too_many_requests

GONE, MOVED_ON, UNUSABLE = 410, 409, 400
LOOK_AGAIN_SECONDS = 10
# The page that waits for the provider's word looks again six times a minute.
LOOKS = Limit("guest_look", times=240, seconds=600)
STARTS = Limit("guest_start", times=20, seconds=600)


@method_decorator(never_cache, name="dispatch")
class GuestPayView(View):
    """What is owed, without anything personal but the initials of the name; the button to the
    provider; and, back from there, what is true.

    Whoever holds the link can pay, and can do nothing else: paying for somebody harms nobody.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nobody tries many links."""
        try:
            (STARTS if request.method == "POST" else LOOKS).spend(client_address(request))
        except TooManyTries as refusal:
            return too_many_requests(request, refusal.seconds)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The page. Back from the provider (`?paid`, `?cancelled`) it is asked once."""
        obligation, expired = _obligation(request, token)
        if obligation is None:
            return expired
        came_back = "paid" in request.GET or "cancelled" in request.GET
        silent = came_back and not _asked(obligation, give_up="cancelled" in request.GET)
        # Read anew: the answer may have settled it.
        return _page(request, _obligation(request, token)[0] or obligation, silent=silent)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """To the provider's page (`provider`; left out, the first offered)."""
        obligation, expired = _obligation(request, token)
        if obligation is None:
            return expired
        offered = [provider.code for provider in online_providers_for(obligation)]
        chosen = request.POST.get("provider") or next(iter(offered), "")
        if offered and chosen not in offered:
            error = _("Hãy chọn một cách thanh toán trong danh sách.")
            return _page(request, obligation, choice_error=error, status=UNUSABLE)
        try:
            with waiting_for_provider():
                attempt = start_attempt(
                    obligation=obligation, provider=chosen, next_url=request.path
                )
        except NothingDue:
            return redirect(request.path)
        except Refusal as refusal:
            return _page(request, obligation, refusal=str(refusal), status=MOVED_ON)
        return redirect(attempt.redirect_url or request.path)


def _obligation(request: HttpRequest, token: str) -> tuple[Obligation | None, HttpResponse]:
    """What the link names; for a link that is too old, the page that says so."""
    try:
        return obligation_behind(token), HttpResponse()
    except LinkExpired:
        return None, render(request, "payments/guest_expired.html", status=GONE)
    except Obligation.DoesNotExist as error:
        raise Http404 from error


def _asked(obligation: Obligation, *, give_up: bool) -> bool:
    """Ask the provider about the latest try; False when it does not answer now."""
    attempt = attempts_of(obligation).first()
    if attempt is None:
        return True
    try:
        with waiting_for_provider():
            check_attempt(attempt=attempt, give_up=give_up)
    except (ProviderError, ProviderSilent):
        return False
    return True


def _page(
    request: HttpRequest, obligation: Obligation, *, status: int = 200, **more: Any
) -> HttpResponse:
    attempt = attempts_of(obligation).first()
    waits = _waits(request, attempt)
    context = {
        "obligation": obligation,
        "rows": _rows(obligation),
        "providers": [] if waits else online_providers_for(obligation),
        "attempt": attempt,
        "waits": waits,
        "errors": [{"href": "#provider", "text": more["choice_error"]}]
        if "choice_error" in more
        else [],
        **more,
    }
    response = render(request, "payments/guest_pay.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    if waits:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


def _waits(request: HttpRequest, attempt: PaymentAttempt | None) -> bool:
    """Who has paid is shown no button while the provider's own word is outstanding."""
    return attempt is not None and attempt.is_live and "paid" in request.GET


def _rows(obligation: Obligation) -> list[dict[str, Any]]:
    """No lines: a reduction would tell of the payer's circumstances."""
    return [
        {"key": _("Nội dung"), "value": obligation.description or obligation.reference},
        {"key": _("Nơi thu"), "value": name_at(obligation.agency, obligation.opened_at)},
        {"key": _("Người nộp"), "value": initials(obligation.payer_name)},
    ]


def initials(name: str) -> str:
    """`Nguyễn Thị Trà My` becomes `N. T. T. My`: known to who has the name, no news to others."""
    *before, last = name.split() or [""]
    return " ".join([*(f"{word[0]}." for word in before), last])

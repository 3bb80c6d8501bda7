"""The way out to the national portal and back."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from portal.accounts.sign_on import arrive, chosen, problems
from portal.accounts.sign_on.errors import Malformed, Untrusted
from portal.accounts.sign_on.http import waiting_for_the_national_portal
from portal.accounts.sign_on.provider import NationalAdapter

logger = logging.getLogger("portal.sign_on")


@never_cache
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the national portal. A GET (a bookmark, a page that was reloaded) leads to sign-in."""
    _must_be_offered()
    if request.method != "POST":
        way_on = get_next_redirect_url(request)
        query = f"?{urlencode({'next': way_on})}" if way_on else ""
        return redirect(f"{redirect('account_login').url}{query}")
    refusal = ratelimit.consume_or_429(request, action="login")
    if refusal:
        return refusal
    provider = get_adapter(request).get_provider(request, chosen.PROVIDER_ID)
    return _with_reasons(request, lambda: provider.redirect_from_request(request))


@never_cache
@require_GET
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from there, with a code; the places for waiting people are kept while it is asked."""
    _must_be_offered()
    adapter = NationalAdapter(request, chosen.PROVIDER_ID)
    view = _Callback.adapter_view(adapter)

    def go() -> HttpResponse:
        with waiting_for_the_national_portal():
            response: HttpResponse = view(request)
            return response

    return _with_reasons(request, go)


class _Callback(OAuth2CallbackView):
    """Allauth's, which hands the nonce of the state to what checks the answer."""

    adapter: NationalAdapter

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def _must_be_offered() -> None:
    if not chosen.is_offered():
        raise Http404


def _with_reasons(request: HttpRequest, go: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer; a portal that fails is one line in the log and a page that says what to do."""
    try:
        return go()
    except Malformed as error:
        logger.warning("sign-on: the national portal's %s cannot be used", error.fact)
        return arrive.show(request, problems.malformed(error.fact))
    except Untrusted as error:
        logger.warning("sign-on: %s", error)
        return arrive.show(request, problems.untrusted())
    except OAuth2Error:  # its text holds the answer, and with it what is not for the log
        logger.warning("sign-on: the national portal does not take the code")
        return arrive.show(request, problems.untrusted())
    except RequestException as error:
        logger.warning("sign-on: the national portal does not answer: %s", _first_words(error))
        return arrive.show(request, problems.silent())


def _first_words(error: RequestException) -> str:
    """One line; of a failed connection its kind, as its text names objects in memory."""
    text = str(error) if type(error).__module__.startswith("portal.") else type(error).__name__
    return text.split("\n", 1)[0]

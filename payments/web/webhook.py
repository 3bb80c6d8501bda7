"""Providers call here."""

import logging

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments.actions.take_notice import take_notice
from payments.providers import registry
from payments.providers.errors import BadNotice, BadSignature, ProviderUnavailable

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """200: taken (also when it was taken before). 400: not from the provider, or unreadable.
    503: stored or not, but what is true could not be found out now: please call again."""
    try:
        asked = registry.get(provider)
    except KeyError as error:
        raise Http404 from error
    try:
        notice = asked.read_notice(request.body, request.headers)
        event = take_notice(provider=provider, notice=notice)
    except (BadSignature, BadNotice) as error:
        log.warning("Refused a call to the webhook of %s: %s", provider, type(error).__name__)
        return HttpResponse(status=400)
    except (ProviderUnavailable, OperationalError) as error:
        log.warning("Could not follow a call of %s: %s", provider, type(error).__name__)
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    return HttpResponse(event.outcome, content_type="text/plain")

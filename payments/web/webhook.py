"""Providers call here."""

import logging

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from payments.actions.store_event import park_unreadable, store_call
from payments.providers import registry
from payments.providers.base import Provider
from payments.providers.errors import BadNotice, BadSignature

log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    """200: kept (also when it was kept before, or cannot be read); what follows from it is a job's
    work. 400: not from the provider. 503: it could not be kept, please call again."""
    try:
        asked = registry.get(provider)
    except KeyError as error:
        raise Http404 from error
    try:
        _keep(asked, request.body, request)
    except (BadSignature, UnreadablePostError) as error:
        log.warning("Refused a call to the webhook of %s: %s", provider, type(error).__name__)
        return HttpResponse(status=400)
    except (OperationalError, InterfaceError) as error:
        log.warning("Could not keep a call of %s: %s", provider, type(error).__name__)
        return HttpResponse(status=503, headers={"Retry-After": "30"})
    return HttpResponse("ok", content_type="text/plain")


def _keep(provider: Provider, body: bytes, request: HttpRequest) -> None:
    try:
        notice = provider.read_notice(body, request.headers)
    except BadNotice as error:
        park_unreadable(provider=provider.code, body=body, problem=str(error))
    else:
        store_call(provider=provider.code, notice=notice, body=body)

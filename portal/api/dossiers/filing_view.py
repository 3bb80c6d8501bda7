"""`POST /api/v1/me/dossiers/`: a dossier filed in one request, once for each key."""

import re
from typing import Any

from django.db.models import QuerySet
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from dossiers.actions.file_directly import Once, file_directly
from dossiers.direct.filing import digest_of
from dossiers.direct.once import KeyTaken
from dossiers.models import Dossier
from dossiers.queries import visible_to
from dossiers.tracking import changes
from portal.accounts.actor import Actor
from portal.api.access import citizen_of, program_of
from portal.api.body import read_bytes, read_object
from portal.api.dossiers.filing import CaseSerializer, FiledDossierSerializer, case_of
from portal.shared.rate_limit import Limit

BY_CITIZEN = Limit("api-filing", times=60, seconds=3600)
KEY_HEADER = "Idempotency-Key"
KEY_PATTERN: dict[str, Any] = {"type": "string", "pattern": r"^[\x21-\x7e]{1,100}$"}
_KEY = re.compile(r"[\x21-\x7e]{1,100}")


class Conflict(APIException):
    """The key belongs to another filing."""

    status_code = 409


def file_from(request: Request) -> Response:
    """201 for a new dossier, 200 for one that this key has filed before."""
    actor = citizen_of(request)
    BY_CITIZEN.spend(str(actor.citizen_id))
    key = idempotency_key(request.headers.get(KEY_HEADER, ""), KEY_HEADER)
    content = read_object(read_bytes(request._request))
    typed = CaseSerializer(data=content)
    typed.is_valid(raise_exception=True)
    once = Once(key=key, digest=digest_of(content), program=program_of(request))
    try:
        dossier, is_new = file_directly(actor=actor, once=once, case=case_of(typed.validated_data))
    except KeyTaken as refusal:
        raise Conflict(str(refusal)) from refusal
    told = _told(actor).get(pk=dossier.pk)
    body = FiledDossierSerializer(told, context={"changes": changes(told)}).data
    response = Response(body, status=201 if is_new else 200)
    add_never_cache_headers(response)
    return response


def idempotency_key(text: str, name: str) -> str:
    """The key of a filing. Raises ValidationError naming the header or parameter."""
    if not _KEY.fullmatch(text):
        words = _("Ghi khóa của lần nộp: 1 đến 100 ký tự ASCII, không có dấu cách.")
        raise ValidationError({name: [words]})
    return text


def _told(actor: Actor) -> QuerySet[Dossier]:
    return visible_to(actor).select_related("procedure", "revision", "receiving_agency")

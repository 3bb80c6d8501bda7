"""`/_file`: file for somebody (POST), ask the province (GET); and the button that sends again."""

import json
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from outside.national_stub.filing import province
from outside.national_stub.filing.models import Filing
from outside.national_stub.filing.send import make_filing, send
from outside.national_stub.identity.models import Person
from outside.national_stub.problem import problem_json


@require_http_methods(["GET", "POST"])
def control(request: HttpRequest) -> HttpResponse:
    """POST `{"procedure", "identity_number", "answers", "agency"?, "return_channel"?,
    "attachments"?, "address"?, "key"?, "lose_answer"?}`; a key that is known sends that filing
    again. GET `?code=` or `?key=` asks the province for the states."""
    if request.method == "GET":
        return _ask(request)
    try:
        content = json.loads(request.body)
        filing = _filing(content)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return problem_json(400, "Không nộp được", f"Nội dung không đúng: {error!r}")
    if filing is None:
        return problem_json(404, "Không có người này", "Số định danh không có ở cổng quốc gia.")
    return _json(_shown(send(filing, lose_answer=bool(content.get("lose_answer")))))


@login_required
@require_POST
def send_again(request: HttpRequest, key: str) -> HttpResponse:
    """Send one's own filing again, if the province has not answered."""
    filing = get_object_or_404(Filing, key=key, person=request.user)
    if filing.is_open:
        send(filing)
    return redirect("mine")


def _filing(content: dict[str, Any]) -> Filing | None:
    key = str(content.get("key", ""))
    known = Filing.objects.filter(key=key).first() if key else None
    if known is not None:
        return known
    procedure, number = str(content["procedure"]), str(content["identity_number"])
    person = Person.objects.filter(identity_number=number).first()
    if person is None:
        return None
    return make_filing(person=person, procedure=procedure, content=content, key=key)


def _ask(request: HttpRequest) -> HttpResponse:
    code, key = request.GET.get("code", ""), request.GET.get("key", "")
    reply = province.ask(f"{quote(code)}/" if code else "?" + urlencode({"key": key}))
    return _json({"status": reply.status, "trouble": reply.trouble, "answer": reply.content})


def _shown(filing: Filing) -> dict[str, object]:
    shown = ("key", "tries", "status", "code", "refusal", "trouble", "answer")
    return {name: getattr(filing, name) for name in shown}


def _json(content: dict[str, object]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False})

"""`/api/v1/procedures`: POST takes in a batch (or one change), GET lists what a province has."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from outside.national_stub.catalogue.accept import take_in
from outside.national_stub.comparison.own import refuse_other_province
from outside.national_stub.envelope import EnvelopeError, answer, json_answer, read_envelope
from outside.national_stub.models import Procedure
from outside.national_stub.province_calls import province_call

PAGE = 500


@require_http_methods(["GET", "POST"])
def procedures(request: HttpRequest) -> HttpResponse:
    """One address, two calls with faults of their own."""
    return _take_in(request) if request.method == "POST" else _list(request)


@province_call("catalogue")
def _take_in(request: HttpRequest, *, sender: str) -> HttpResponse:
    try:
        envelope = read_envelope(request, "procedures")
    except EnvelopeError as error:
        return error.response
    outcomes = take_in(envelope.batch, sender=sender, sent_at=envelope.sent_at)
    return answer(envelope, outcomes, endpoint="catalogue")


@province_call("comparison")
def _list(request: HttpRequest, *, sender: str) -> HttpResponse:
    refusal = refuse_other_province(request, sender)
    if refusal is not None:
        return refusal
    after = request.GET.get("after", "")
    rows = Procedure.objects.filter(province=sender, code__gt=after).order_by("code")
    page = list(rows.values_list("code", "name", "level", "in_force")[: PAGE + 1])
    names = ("code", "name", "level", "inForce")
    content = [dict(zip(names, row, strict=True)) for row in page[:PAGE]]
    following = content[-1]["code"] if len(page) > PAGE else None
    return json_answer({"procedures": content, "next": following})

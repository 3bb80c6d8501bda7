"""`/verify/`: whoever has a signed file asks whether it may be believed."""

import uuid
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.rate_limit import Limit, TooManyTries, client_address
from portal.shared.web.errors import too_many_requests
from portal.signatures.actions.ask_check import TooManyWaiting, ask_check
from portal.signatures.models import SignatureCheck
from portal.signatures.validation.report import Report

CHECKS = Limit("verify", times=30, seconds=600)
UNUSABLE, NOT_NOW = 422, 503
TRY_AGAIN_SECONDS = 120
LOOK_AGAIN_SECONDS = 2
LOOK_AGAIN_FOR = timedelta(minutes=2)


class AskView(View):
    """No sign-in: a bank or an office elsewhere wants to know too."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The place to drop a file."""
        return _form(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the file; the answer has an address of its own, which only the asker knows."""
        try:
            CHECKS.spend(client_address(request))
            check = ask_check(upload=request.FILES.get("file"))
        except InvalidInput as refusal:
            return _form(request, refusal.errors["file"])
        except TooManyWaiting as refusal:
            response = _form(request, str(refusal), status=NOT_NOW)
            response["Retry-After"] = str(TRY_AGAIN_SECONDS)
            return response
        except TooManyTries as refusal:
            return too_many_requests(request, refusal.seconds)
        return HttpResponseRedirect(reverse("signatures:verify_report", args=[check.key]))


@method_decorator(never_cache, name="dispatch")
class ReportView(View):
    """The answer, for an hour."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """The report; while there is none the page looks again by itself."""
        check = get_object_or_404(SignatureCheck, key=key)
        done = check.state == SignatureCheck.State.DONE
        late = clock.now() - check.asked_at > LOOK_AGAIN_FOR
        context: dict[str, Any] = {
            "check": check,
            "late": late,
            "report": Report.from_json(check.report) if done else None,
        }
        response = render(request, "public/verify_report.html", context)
        if not done and not late:
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response


def _form(request: HttpRequest, problem: str = "", *, status: int = UNUSABLE) -> HttpResponse:
    errors = [{"href": "#id_file", "text": problem}] if problem else []
    context = {"problem": problem, "errors": errors}
    return render(request, "public/verify.html", context, status=status if problem else 200)

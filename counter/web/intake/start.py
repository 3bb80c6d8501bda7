"""`/counter/intake/`: begin with a client, go on with one; and how an intake ends."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from counter.actions.close_intake import close_intake, suspend_intake
from counter.actions.open_intake import AnotherIsOpen, open_intake
from counter.actions.resume_intake import resume_intake
from counter.models import Intake
from counter.queries import clerks_among, open_intake_of, suspended_by
from counter.resume_codes import as_code
from counter.web.intake.base import MOVED_ON, TOO_MANY, UNUSABLE, IntakePage
from counter.web.intake.looking_up import first_look_up
from counter.web.intake.steps import next_step
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.shared.errors import Refusal
from portal.shared.rate_limit.limit import Limit, TooManyTries
from portal.shared.web.nul import without_nul

RESUMING = Limit("intake_resume", times=20, seconds=600)

# What the browser must forget when a client leaves. Cookies stay: the clerk is still signed in.
FORGET = '"cache", "storage"'


class IntakeStartView(StaffRequired):
    """The one that is open, a field to begin with, those that were suspended."""

    roles = (Role.CLERK,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page."""
        return start_page(request)


class IntakeOpenView(StaffRequired):
    """POST: begin, for a ticket (`ticket`, its key) or without one, at `agency` (a code); what was
    scanned (`q`) is looked up at once."""

    roles = (Role.CLERK,)

    def post(self, request: ActorRequest) -> HttpResponse:
        """On to the client's identity."""
        try:
            actor = _at_agency(request, request.POST.get("agency", ""))
            intake = open_intake(actor=actor, ticket_key=_as_key(request.POST.get("ticket", "")))
        except AnotherIsOpen as refusal:
            return start_page(request, problem=str(refusal), status=MOVED_ON)
        except Refusal as refusal:
            return start_page(request, problem=str(refusal), status=UNUSABLE)
        typed = without_nul(request.POST.get("q", "")).strip()
        if typed and intake.citizen_id is None:
            return redirect(first_look_up(actor, intake, typed), intake=intake.key)
        return redirect("counter:intake", intake=intake.key)


class IntakeResumeView(StaffRequired):
    """POST: go on with the intake whose code is typed."""

    roles = (Role.CLERK,)

    def post(self, request: ActorRequest) -> HttpResponse:
        """On to the step where it was left."""
        typed = request.POST.get("code", "")
        try:
            RESUMING.spend(f"user:{request.user.pk}")
            intake = _resumed(clerks_among(request.actors), typed)
        except TooManyTries as refusal:
            return start_page(request, code=typed, code_error=str(refusal), status=TOO_MANY)
        except AnotherIsOpen as refusal:
            return start_page(request, code=typed, problem=str(refusal), status=MOVED_ON)
        except Refusal as refusal:
            return start_page(request, code=typed, code_error=str(refusal), status=UNUSABLE)
        return redirect("counter:intake", intake=intake.key)


class IntakeView(IntakePage):
    """`/counter/intake/<uuid>/`: the step where the work goes on."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """A redirect; what a resumed intake and a queue's button lead to."""
        return self.to_step(next_step(self.intake))


class IntakeCloseView(IntakePage):
    """The client leaves. GET asks, POST does it and makes the browser forget."""

    step = ""

    def get(self, request: ActorRequest) -> HttpResponse:
        """What is not finished, in words."""
        return self.show(request, "counter/intake/close.html", {})

    def post(self, request: ActorRequest) -> HttpResponse:
        """Ended; on to the queue."""
        close_intake(actor=request.actor, key=self.intake.key)
        return forgetting(redirect("counter:queue"))


class IntakeSuspendView(IntakePage):
    """POST: put aside; the page that follows shows the code alone."""

    step = ""

    def post(self, request: ActorRequest) -> HttpResponse:
        """Back to the first page, which lists it by its code."""
        suspend_intake(actor=request.actor, key=self.intake.key)
        return forgetting(redirect("counter:intake_start"))


def forgetting(response: HttpResponse) -> HttpResponse:
    """The response after which the browser holds nothing of the client: no page, no copy of what
    was typed, none that the back button could show."""
    response["Clear-Site-Data"] = FORGET
    add_never_cache_headers(response)
    return response


def start_page(
    request: ActorRequest,
    *,
    problem: str = "",
    code: str = "",
    code_error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The first page, with the words of a refusal."""
    agencies = [actor.agency for actor in clerks_among(request.actors)]
    context: dict[str, Any] = {
        "present": open_intake_of(request.actor),
        "agencies": agencies if len(agencies) > 1 else [],
        "suspended": list(suspended_by(request.actor)[:20]),
        "code": code,
        "code_error": code_error,
        "errors": [{"href": "#id_code", "text": code_error}] if code_error else [],
        "problem": problem,
    }
    response = render(request, "counter/intake/start.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _at_agency(request: ActorRequest, code: str) -> Actor:
    """The clerk at the agency that was chosen; of one agency there is no choice."""
    actors = clerks_among(request.actors)
    if len(actors) == 1:
        return actors[0]
    for actor in actors:
        if actor.agency_code == code:
            return actor
    raise Refusal(_("Chọn cơ quan mà bạn đang tiếp nhận hồ sơ."))


def _resumed(actors: list[Actor], typed: str) -> Intake:
    """With the code of one of the clerk's agencies; the words are those of the first."""
    found = Intake.objects.exclude(state=Intake.State.CLOSED).filter(
        resume_code=as_code(typed), agency__in=[actor.agency_id for actor in actors]
    )
    agency_id = found.values_list("agency_id", flat=True).first()
    actor = next((actor for actor in actors if actor.agency_id == agency_id), actors[0])
    return resume_intake(actor=actor, code=typed)


def _as_key(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed) if typed else None
    except ValueError:
        return uuid.uuid4()  # nobody's

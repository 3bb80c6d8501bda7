"""What the pages of an intake have in common: the clerk's own open one, never kept by a cache."""

import uuid
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View

from counter.models import Intake
from counter.queries import as_clerk_of_intake
from counter.web.intake.steps import (
    CONSENT,
    IDENTIFY,
    ORDER,
    PROCEDURE,
    has_consent,
    href_of,
    steps_of,
)
from dossiers.states import State
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.shared.errors import NotAllowed, StalePage
from portal.shared.identity import phone

UNUSABLE, FORBIDDEN, MOVED_ON, TOO_MANY = 422, 403, 409, 429


class IntakePage(StaffRequired):
    """A page of an intake: sets `self.intake` and `request.actor` (the clerk at its agency).

    `step` is the page's place in the line (see steps.py). `needs` says what must be there first:
    `citizen`, `consent`, `draft` (a dossier that is not filed) or `dossier`; without it the page
    leads to the step that gives it. A closed, suspended or foreign intake is a 404.
    """

    roles = (Role.CLERK,)
    step: ClassVar[str] = IDENTIFY
    needs: ClassVar[tuple[str, ...]] = ()

    intake: Intake

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate, the intake, the page."""
        outside = self.gate(request)
        if outside is not None:
            return outside
        key: uuid.UUID = kwargs.pop("intake")
        actor, self.intake = as_clerk_of_intake(request.actors, key)  # type: ignore[attr-defined]
        request.actor = actor  # type: ignore[attr-defined]
        elsewhere = self._before()
        if elsewhere is not None and request.headers.get("X-Autosave"):
            # A script would follow the redirect and take the page for a sign-in.
            elsewhere = JsonResponse({"error": _("Hồ sơ đã sang bước khác.")}, status=MOVED_ON)
        response = elsewhere or self._answer(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def show(
        self, request: ActorRequest, template: str, context: dict[str, Any], *, status: int = 200
    ) -> HttpResponse:
        """A template in the frame of the intake (templates/counter/intake/base.html)."""
        return render(request, template, self.frame() | context, status=status)

    def frame(self) -> dict[str, Any]:
        """What base.html needs."""
        return {
            "intake": self.intake,
            "client": client_of(self.intake),
            "steps": steps_of(self.intake, self.step),
        }

    def to_step(self, key: str) -> HttpResponse:
        """On to a step of this intake."""
        return redirect(href_of(self.intake, key))

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # RoleRequired's own gate has been passed above.
        try:
            return View.dispatch(self, request, *args, **kwargs)
        except StalePage as refusal:
            return self._refused(request, refusal, MOVED_ON)
        except NotAllowed as refusal:
            return self._refused(request, refusal, FORBIDDEN)

    def _refused(self, request: HttpRequest, refusal: Exception, status: int) -> HttpResponse:
        context = self.frame() | {"words": str(refusal)}
        return render(request, "counter/intake/refused.html", context, status=status)

    def _before(self) -> HttpResponse | None:
        """The step that comes first, where something is missing."""
        intake = self.intake
        dossier = intake.dossier
        missing = {
            "citizen": IDENTIFY if intake.citizen_id is None else "",
            "consent": CONSENT if not has_consent(intake) else "",
            "dossier": PROCEDURE if dossier is None else "",
            "draft": PROCEDURE if dossier is None else _after_filing(dossier.state),
        }
        for need in self.needs:
            if missing[need]:
                return self.to_step(missing[need])
        return None


def client_of(intake: Intake) -> dict[str, str]:
    """Who sits at the desk, as the bar on top shows it: the number and phone masked."""
    citizen = intake.citizen
    if citizen is None:
        return {}
    return {
        "name": citizen.full_name,
        "number": masked_number(citizen.identity_number),
        "phone": masked_phone(citizen.phone),
    }


def masked_number(number: str) -> str:
    """`049190004747` becomes `•••• •••• 4747`: others look at a counter's screen, too."""
    return f"•••• •••• {number[-4:]}" if number else ""


def masked_phone(number: str) -> str:
    """`0905123456` becomes `•••• ••• 456`."""
    return f"•••• ••• {phone.display(number)[-3:]}" if number else ""


def _after_filing(state: str) -> str:
    return "" if state == State.DRAFT else ORDER[-1]

"""`…/next/`: the same client has something else to do."""

from django.http import HttpResponse
from django.shortcuts import redirect

from counter.actions.next_matter import next_matter
from counter.web.intake.base import IntakePage
from portal.accounts.web.access import ActorRequest


class IntakeNextView(IntakePage):
    """POST: a new intake for the same client."""

    needs = ("citizen",)

    def post(self, request: ActorRequest) -> HttpResponse:
        """On to its procedure."""
        intake = next_matter(actor=request.actor, key=self.intake.key)
        return redirect("counter:intake", intake=intake.key)

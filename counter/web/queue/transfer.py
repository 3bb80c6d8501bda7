"""`/counter/queue/tickets/<key>/transfer/`: where to, and why."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from counter.actions.transfer import transfer
from counter.models import Ticket
from counter.queries import clerks_among
from counter.queue.reads import AT_A_DESK, agency_of, owed_by, staffed_desks, ticket_for
from counter.web.queue.base import MOVED_ON, UNUSABLE, QueuePage, whole_number
from portal.accounts.actor import Actor
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.web.nul import without_nul


class TransferView(QueuePage):
    """The form, and sending the client on."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The form; a ticket that is at no desk of this clerk has nothing to send on."""
        actor, ticket = ticket_for(clerks_among(request.actors), key)
        if ticket.state not in AT_A_DESK or ticket.clerk_id != actor.user_id:
            return redirect("counter:queue")
        return self._page(request, actor, ticket, {})

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Send on."""
        actor, ticket = ticket_for(clerks_among(request.actors), key)
        kind, _colon, value = request.POST.get("to", "").partition(":")
        try:
            moved = transfer(
                actor=actor,
                key=key,
                desk_id=(whole_number(value) or 0) if kind == "desk" else None,
                line=value if kind == "line" else "",
                reason=without_nul(request.POST.get("reason", "")),
            )
        except InvalidInput as refusal:
            return self._page(request, actor, ticket, refusal.errors, status=UNUSABLE)
        except Refusal as refusal:
            return self._page(request, actor, ticket, {"to": str(refusal)}, status=MOVED_ON)
        messages.success(
            request,
            _("Số %(ticket)s đã chuyển, giữ nguyên thứ tự từ lúc lấy số.")
            % {"ticket": moved.label},
        )
        owed = owed_by(actor)
        if owed is not None:
            return redirect("counter:queue_explanation", number=owed.pk)
        return redirect("counter:queue")

    def _page(
        self,
        request: ActorRequest,
        actor: Actor,
        ticket: Ticket,
        errors: dict[str, str],
        *,
        status: int = 200,
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "ticket": ticket,
            "choices": _choices(actor, ticket),
            "errors": errors,
            "summary": [{"href": f"#id_{field}", "text": text} for field, text in errors.items()],
            "to": request.POST.get("to", ""),
            "reason": request.POST.get("reason", ""),
        }
        return render(request, "counter/queue/transfer.html", context, status=status)


def _choices(actor: Actor, ticket: Ticket) -> list[dict[str, str]]:
    """Desks where somebody else sits, and the other lines."""
    desks = staffed_desks(agency_of(actor)).exclude(clerk_id=actor.user_id)
    lines = [each for each in Ticket.Purpose.choices if each[0] != ticket.line]
    return [
        *({"value": f"desk:{desk.pk}", "label": desk.label} for desk in desks),
        *(
            {"value": f"line:{line}", "label": _("Hàng chờ: %(line)s") % {"line": label}}
            for line, label in lines
        ),
    ]

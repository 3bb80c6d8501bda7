"""`/desk/signing/<key>/`: one result to read before it is signed, and the next one."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from dossiers.models import Document, Proposal
from dossiers.signatures.queries import own_results, stack_of
from dossiers.web.staff.areas import DESK
from dossiers.web.staff.signing.chosen import chosen, keep
from dossiers.web.staff.signing.rows import for_rows, rows_of
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired


@method_decorator(never_cache, name="dispatch")
class SigningReadView(StaffRequired):
    """What was decided left, the result right. One that waits no more leads to its dossier."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        document = get_object_or_404(for_rows(own_results(request.actor)), key=key)
        code = str(document.dossier.code)
        if not stack_of(request.actor).filter(pk=document.pk).exists():
            return redirect(DESK.dossier_href(code))
        picked = chosen(request)
        context = {
            "area": DESK,
            "row": rows_of([document], picked)[0],
            "chosen_count": len(picked),
            "proposal": _proposal(document),
            "src": f"{DESK.dossier_href(code)}documents/{document.key}/",
            "dossier_href": DESK.dossier_href(code),
            "next_key": _next(request.actor, document),
            "place": stack_of(request.actor).filter(pk__lte=document.pk).count(),
            "total": stack_of(request.actor).count(),
        }
        return render(request, "desk/signing/read.html", context)


class SigningChooseView(StaffRequired):
    """Choose this one or not, and stay (`do=toggle`) or go on to the next."""

    roles = (Role.LEADER,)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Remember the choice."""
        document = get_object_or_404(own_results(request.actor).only("pk", "key"), key=key)
        picked = chosen(request)
        if request.POST.get("do") == "toggle":
            keep(request, picked ^ {key})
            return redirect("dossiers:signing_read", key=key)
        keep(request, picked | {key})
        following = _next(request.actor, document)
        if following is None:
            return redirect("dossiers:signing_stack")
        return redirect("dossiers:signing_read", key=following)


def _next(actor: Actor, document: Document) -> uuid.UUID | None:
    following = stack_of(actor).filter(pk__gt=document.pk, ready_at__isnull=False)
    return following.values_list("key", flat=True).first()


def _proposal(document: Document) -> Proposal | None:
    """The accepted one that it was printed from (the latest: of the others the results are
    void)."""
    accepted = Proposal.objects.filter(
        dossier_id=document.dossier_id, state=Proposal.State.ACCEPTED
    )
    return accepted.select_related("officer").order_by("-id").first()

"""`/desk/signing/`: the results that wait for this leader's signature."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from dossiers.actions.sign_results import MAX_AT_ONCE
from dossiers.signatures.queries import stack_of
from dossiers.web.staff.areas import DESK
from dossiers.web.staff.signing.chosen import chosen, keep
from dossiers.web.staff.signing.rows import for_rows, rows_of
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.signatures.queries import active_key_of


@method_decorator(never_cache, name="dispatch")
class SigningStackView(StaffRequired):
    """The list, as many as can be signed at once; `?all=1` chooses all of them, `?all=0` none."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page."""
        waiting = list(for_rows(stack_of(request.actor))[: MAX_AT_ONCE + 1])
        shown = waiting[:MAX_AT_ONCE]
        keys = {each.key for each in shown}
        wanted = {"1": keys, "0": set()}.get(request.GET.get("all", ""), chosen(request) & keys)
        keep(request, wanted)
        context: dict[str, Any] = {
            "area": DESK,
            "rows": rows_of(shown, wanted),
            "is_more": len(waiting) > MAX_AT_ONCE,
            "most": MAX_AT_ONCE,
            "key": active_key_of(request.actor.person_id),
        }
        return render(request, "desk/signing/stack.html", context)

"""`/desk/signing/runs/<key>/`: how far the signing is; the page looks again by itself."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from dossiers.models import Document
from dossiers.signatures.queries import own_results
from dossiers.signatures.subjects import read
from dossiers.web.staff.areas import DESK
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.signatures.models import SigningItem, SigningRun
from portal.signatures.queries import progress_of, run_of

SECONDS_TO_LOOK_AGAIN = 2


@dataclass(frozen=True)
class Line:
    """One file of the run. `kind` and `state` are for its chip."""

    code: str
    procedure: str
    href: str
    kind: str
    state: str


@method_decorator(never_cache, name="dispatch")
class SigningRunView(StaffRequired):
    """Only who typed the PIN sees the run."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The page."""
        run = run_of(request.actor, key)
        progress = progress_of(run)
        items = list(run.items.all())
        results = {str(each.key): each for each in _results(request, items)}
        context = {
            "area": DESK,
            "progress": progress,
            "left": progress.total - progress.done,
            "failed": run.state == SigningRun.State.FAILED,
            "lines": [
                _line(item, results[read(item.subject)[1]], is_over=progress.is_over)
                for item in items
                if read(item.subject)[1] in results
            ],
        }
        response = render(request, "desk/signing/run.html", context)
        if not progress.is_over:
            response["Refresh"] = str(SECONDS_TO_LOOK_AGAIN)
        return response


def _results(request: ActorRequest, items: Sequence[SigningItem]) -> Sequence[Document]:
    keys = [uuid.UUID(read(item.subject)[1]) for item in items]
    found = own_results(request.actor).filter(key__in=keys)
    return list(
        found.select_related("dossier__revision").only(
            "key", "dossier__code", "dossier__revision__name"
        )
    )


def _line(item: SigningItem, document: Document, *, is_over: bool) -> Line:
    signed = item.state == SigningItem.State.SIGNED
    failed = item.state == SigningItem.State.FAILED or (is_over and not signed)
    state = SigningItem.State.FAILED if failed else SigningItem.State(item.state)
    code = str(document.dossier.code)
    return Line(
        code=code,
        procedure=document.dossier.revision.name,
        href=DESK.dossier_href(code),
        kind="success" if signed else "error" if failed else "neutral",
        state=str(state.label),
    )

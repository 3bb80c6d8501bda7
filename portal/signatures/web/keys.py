"""/manage/keys/: the signing keys, when they end, and switching one off. Adding is a command:
`manage.py add_signing_key` (docs/signing.md)."""

import uuid
from typing import ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, FreshProofRequired, StaffRequired
from portal.shared import clock
from portal.shared.errors import Refusal
from portal.signatures.actions.deactivate_key import deactivate_key
from portal.signatures.models import SigningKey
from portal.signatures.queries import all_keys, expires_soon, key_or_404
from portal.signatures.seals import troubles_of

PER_PAGE = 50
ADMIN = (Role.PROVINCIAL_ADMIN,)
OFF, ENDED, LOCKED, SOON, GOOD = "off", "ended", "locked", "soon", "good"


@method_decorator(never_cache, name="dispatch")
class KeysView(StaffRequired):
    """All keys, those in use first; `?page=` goes on."""

    roles: ClassVar[tuple[Role, ...]] = ADMIN

    def get(self, request: ActorRequest) -> HttpResponse:
        """One page of the list."""
        page = Paginator(all_keys(), PER_PAGE).get_page(request.GET.get("page"))
        why = troubles_of(page)
        rows = [{"key": key, "standing": standing(key), "why": why.get(key.pk, "")} for key in page]
        context = {
            "rows": rows,
            "warned": sum(row["standing"] in (SOON, ENDED) for row in rows),
            "next_url": f"?page={page.next_page_number()}" if page.has_next() else "",
        }
        return render(request, "manage/keys.html", context)


@method_decorator(never_cache, name="dispatch")
class KeyEndView(FreshProofRequired):
    """Asks once more, then switches the key off; only with a second factor shown just now."""

    roles: ClassVar[tuple[Role, ...]] = ADMIN

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Whose key it is and what follows."""
        return render(request, "manage/keys_end.html", {"key": key_or_404(key)})

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Off, and back to the list."""
        try:
            ended = deactivate_key(actor=request.actor, key=key)
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("Đã ngừng dùng khóa “%(subject)s”.") % {"subject": ended.subject}
            )
        return redirect("signatures:keys")


def standing(key: SigningKey) -> str:
    """What the list says of a key: off, ended, locked, soon (to end), good."""
    now = clock.now()
    if not key.is_active:
        return OFF
    if key.not_after <= now:
        return ENDED
    if key.locked_until and key.locked_until > now:
        return LOCKED
    return SOON if expires_soon(key) else GOOD

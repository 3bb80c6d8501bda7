"""`/desk/signing/sign/`: the chosen results, the PIN once, and they are signed."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from dossiers.actions.sign_results import MAX_AT_ONCE, sign_results
from dossiers.signatures.queries import own_results
from dossiers.web.staff.act.forms import pin_field
from dossiers.web.staff.areas import DESK
from dossiers.web.staff.signing.chosen import asked, chosen, keep
from dossiers.web.staff.signing.rows import for_rows, rows_of
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, FreshProofRequired
from portal.shared.errors import InvalidInput, Refusal, StalePage
from portal.signatures.queries import active_key_of

UNUSABLE, MOVED_ON = 422, 409


class PinForm(forms.Form):
    """One PIN for all of them."""

    pin = pin_field(_("Nhập một lần cho mọi kết quả đã chọn."), required=True)


@method_decorator(never_cache, name="dispatch")
class SigningSignView(FreshProofRequired):
    """The second factor is asked for before the PIN is typed: what was chosen stands in the
    address."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """What will be signed, and the PIN."""
        keys = asked(request.GET.getlist("result"))
        return self._page(request, keys, PinForm())

    def post(self, request: ActorRequest) -> HttpResponse:
        """Sign in the background."""
        keys = asked(request.POST.getlist("result"))
        form = PinForm(request.POST)
        if not form.is_valid():
            return self._page(request, keys, form, UNUSABLE)
        try:
            run = sign_results(actor=request.actor, keys=keys, pin=form.cleaned_data["pin"])
        except StalePage as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, keys, form, MOVED_ON)
        except InvalidInput as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, keys, form, UNUSABLE)
        except Refusal as refusal:
            form.add_error("pin", str(refusal))
            return self._page(request, keys, form, UNUSABLE)
        keep(request, chosen(request) - set(keys))
        return redirect("dossiers:signing_run", key=run.key)

    def _page(
        self, request: ActorRequest, keys: list[uuid.UUID], form: PinForm, status: int = 200
    ) -> HttpResponse:
        found = for_rows(own_results(request.actor)).filter(key__in=keys).order_by("id")
        documents = list(found[:MAX_AT_ONCE])
        if len(documents) < min(len(keys), MAX_AT_ONCE):
            raise Http404
        context: dict[str, Any] = {
            "area": DESK,
            "rows": rows_of(documents, keys),
            "form": form,
            "key": active_key_of(request.actor.person_id),
        }
        return render(request, "desk/signing/sign.html", context, status=status)

"""A leader signs results of the stack: one PIN, signed in the background."""

import uuid
from collections.abc import Collection, Sequence

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from dossiers.models import Document
from dossiers.signatures.marks import of_signer
from dossiers.signatures.queries import own_results, runs_under_way
from dossiers.signatures.subjects import of_result, of_stack
from portal.accounts.actor import Actor
from portal.shared.errors import InvalidInput, StalePage
from portal.signatures.actions.start_run import ToSign, start_run
from portal.signatures.errors import NoKey
from portal.signatures.models import SigningRun
from portal.signatures.queries import active_key_of

MAX_AT_ONCE = 200


def sign_results(*, actor: Actor, keys: Collection[uuid.UUID], pin: str) -> SigningRun:
    """The run that signs them. What is signed already, or being signed in another window, is left
    out; when nothing else is chosen, the run under way is returned.

    Raises Http404 when one of them is not his to sign, InvalidInput (none or too many chosen),
    StalePage (nothing of it waits any more), SigningFailed.
    """
    _check(keys)
    key = active_key_of(actor.person_id)
    if key is None:
        raise NoKey
    with transaction.atomic():
        chosen = _locked(actor, keys)
        waiting = [each for each in chosen if each.waits_for_signer and each.voided_at is None]
        under_way = runs_under_way(waiting)
        items = [
            item_of(each, actor.name)
            for each in waiting
            if each.key not in under_way and each.ready_at is not None
        ]
        if items:
            subject = of_stack(uuid.uuid4())
            return start_run(actor=actor, signing_key=key, pin=pin, subject=subject, items=items)
        if under_way:
            return next(iter(under_way.values()))
    raise StalePage(_("Các kết quả đã chọn không còn chờ ký. Hãy tải lại danh sách."))


def item_of(document: Document, signer_name: str) -> ToSign:
    """The result as what `portal.signatures` signs."""
    return ToSign(of_result(document.key), document.file, of_signer(signer_name))


def _check(keys: Collection[uuid.UUID]) -> None:
    if not keys:
        raise InvalidInput({"result": _("Chọn ít nhất một kết quả để ký.")})
    if len(set(keys)) > MAX_AT_ONCE:
        words = _("Mỗi lần ký được nhiều nhất %(number)s kết quả; hãy bỏ bớt.")
        raise InvalidInput({"result": words % {"number": MAX_AT_ONCE}})


def _locked(actor: Actor, keys: Collection[uuid.UUID]) -> Sequence[Document]:
    """In one order, so that two windows with the same stack wait for each other."""
    found = own_results(actor).filter(key__in=keys).order_by("id")
    chosen = list(found.select_for_update(of=("self",)))
    if len(chosen) != len(set(keys)):
        raise Http404
    return chosen

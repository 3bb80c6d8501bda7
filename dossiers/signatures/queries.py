"""Reads: the results that a leader has to sign, and what became of it so far."""

import uuid
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from dossiers.models import Document
from dossiers.signatures.subjects import of_result, read
from portal.accounts.actor import Actor
from portal.agencies.queries import of_agency_and_before
from portal.signatures.actions.start_run import LIVE
from portal.signatures.errors import said_anew
from portal.signatures.models import SigningItem, SigningRun


def own_results(actor: Actor) -> QuerySet[Document]:
    """The results that this leader decided in this agency and must sign, signed or not."""
    return Document.objects.filter(
        kind=Document.Kind.RESULT,
        must_be_signed=True,
        signed_by_id=actor.user_id,
        dossier__handling_agency__in=of_agency_and_before(actor.agency_id),
    )


def stack_of(actor: Actor) -> QuerySet[Document]:
    """Those that wait for the signature, the one that has waited longest first."""
    return own_results(actor).filter(signed_at=None, voided_at=None).order_by("id")


def runs_under_way(documents: Iterable[Document]) -> dict[uuid.UUID, SigningRun]:
    """By the document's key: the live run that is about to sign it."""
    items = _items(documents).filter(state=SigningItem.State.WAITING, run__state__in=LIVE)
    return _by_key(items)


def last_failures(documents: Iterable[Document]) -> Mapping[uuid.UUID, str]:
    """By the document's key: why it could not be signed the last time, in words."""
    ended = _items(documents).exclude(run__state__in=LIVE)
    return {
        key: said_anew(run.error, run.error_text)
        for key, run in _by_key(ended).items()
        if run.state == SigningRun.State.FAILED
    }


def _items(documents: Iterable[Document]) -> QuerySet[SigningItem]:
    subjects = [of_result(document.key) for document in documents]
    return SigningItem.objects.filter(subject__in=subjects).select_related("run").order_by("id")


def _by_key(items: QuerySet[SigningItem]) -> dict[uuid.UUID, SigningRun]:
    """The latest of each."""
    return {uuid.UUID(read(item.subject)[1]): item.run for item in items}

"""The portal puts the agency's seal on documents that are ready for it: results, forms."""

from django.db import connection, transaction
from django.db.models import QuerySet

from dossiers.models import Document
from dossiers.signatures.marks import of_agency, on_top
from dossiers.signatures.need import READY_FOR_SEAL
from dossiers.signatures.subjects import of_seal, of_seals
from portal.agencies.models import Agency
from portal.signatures.actions.start_run import ToSign, live_run_of, start_run
from portal.signatures.errors import SigningFailed
from portal.signatures.models import SigningKey, SigningRun
from portal.signatures.queries import active_seal_of, last_run_of

AT_ONCE = 200
# Trying again with the same key would change nothing, or lock it: somebody has to mend it first.
LASTING = frozenset({"wrong_pin", "token_locked", "key_expired", "key_revoked"})
# The first half of our advisory locks' key, so that they meet nobody else's.
_LOCK_OF_SEALS = 20_401


def start_sealing(agency_id: int, *, mended: bool = False) -> SigningRun | None:
    """The run that seals what waits for this agency's seal; None where there is nothing to do, no
    seal, or a seal that does not work until somebody has `mended` it.

    Runs in the caller's transaction. There is one run of an agency at a time; whoever signs
    meanwhile is served by the next, which begins when this one ends (`go_on_sealing`). The lock
    lets no document fall between the two.
    """
    with transaction.atomic():
        _take_turns(agency_id)
        subject = of_seals(agency_id)
        seal = active_seal_of(agency_id)
        if seal is None or live_run_of(subject) or (_is_broken(seal, subject) and not mended):
            return None
        items = [_item(document) for document in _ready(agency_id)[:AT_ONCE]]
        return _started(seal, subject, items) if items else None


def seal_waiting() -> int:
    """Try again where something waits: the number of runs that were started."""
    return sum(1 for agency in _agencies_waiting() if start_sealing(agency) is not None)


def seal_mended() -> dict[Agency, SigningRun | None]:
    """The same for whoever has mended a seal: by agency, what was started."""
    agencies = Agency.objects.filter(pk__in=_agencies_waiting()).order_by("code")
    return {agency: start_sealing(agency.pk, mended=True) for agency in agencies}


def _started(seal: SigningKey, subject: str, items: list[ToSign]) -> SigningRun | None:
    try:
        return start_run(actor=None, signing_key=seal, pin="", subject=subject, items=items)
    except SigningFailed:  # no PIN is kept for it, or it has expired: the operator sees that
        return None


def _item(document: Document) -> ToSign:
    assert document.sealing_agency is not None
    mark = on_top if document.is_sealed_on_top else of_agency
    return ToSign(of_seal(document.key), document.final_file, mark(document.sealing_agency.name))


def _ready(agency_id: int) -> QuerySet[Document]:
    return (
        Document.objects.filter(READY_FOR_SEAL, sealing_agency_id=agency_id)
        .select_related("sealing_agency")
        .order_by("id")
    )


def _agencies_waiting() -> list[int]:
    ready = Document.objects.filter(READY_FOR_SEAL).order_by()
    return sorted(set(ready.values_list("sealing_agency_id", flat=True)))


def _is_broken(seal: SigningKey, subject: str) -> bool:
    last = last_run_of(subject)
    return (
        last is not None
        and last.state == SigningRun.State.FAILED
        and last.signing_key_id == seal.pk
        and last.error in LASTING
    )


def _take_turns(agency_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_OF_SEALS, agency_id])

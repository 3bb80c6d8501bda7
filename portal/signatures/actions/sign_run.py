"""Signs the files of a run, one after the other, with the key opened once. Slow: in a job only."""

import hashlib
import logging
import uuid
from pathlib import Path
from traceback import format_tb

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from pyhanko.sign import Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper

from portal.accounts.encryption import decrypt
from portal.shared import clock
from portal.shared.events import publish
from portal.shared.uploads.store import delete, path_of, place_of, write
from portal.signatures.actions.end_run import end_run
from portal.signatures.backends.registry import BACKENDS
from portal.signatures.errors import (
    BadPdf,
    KeyExpired,
    NoKey,
    PinForgotten,
    SigningFailed,
    TimestampDown,
)
from portal.signatures.events import FileSigned
from portal.signatures.images import image_of
from portal.signatures.marks import Mark
from portal.signatures.models import SigningItem, SigningKey, SigningRun
from portal.signatures.signed_files import FOLDER
from portal.signatures.signing import trust
from portal.signatures.signing.pades import Signed, sign_pdf

logger = logging.getLogger(__name__)


def sign_run(*, run_id: int) -> None:
    """Sign what is left of the run and end it; safe to repeat, also beside itself.

    What a person can mend ends the run as FAILED with its words; what was signed before stays
    signed. A database that does not answer is raised: the job is tried again.
    """
    run = _begin(run_id)
    if run is None:
        return
    try:
        _sign_all(run)
    except (OperationalError, InterfaceError):
        raise
    except SigningFailed as failure:
        end_run(run_id=run.pk, failure=failure)
    except Exception as error:
        # The words of foreign errors may hold anything: only kind and place are written down.
        where = "".join(format_tb(error.__traceback__))
        logger.error("signing run %s: %s\n%s", run.key, type(error).__name__, where)
        end_run(run_id=run.pk, failure=SigningFailed())
    else:
        end_run(run_id=run.pk)


def _begin(run_id: int) -> SigningRun | None:
    """The run, under way from now on; None when it is over."""
    with transaction.atomic():
        run = SigningRun.objects.select_for_update().get(pk=run_id)
        if run.state in (SigningRun.State.DONE, SigningRun.State.FAILED):
            return None
        run.state = SigningRun.State.RUNNING
        run.save(update_fields=["state"])
    return run


def _sign_all(run: SigningRun) -> None:
    key = SigningKey.objects.get(pk=run.signing_key_id)
    waiting = list(run.items.filter(state=SigningItem.State.WAITING))
    if not waiting:
        return
    if not key.is_active:
        raise NoKey
    if key.not_after < clock.now():
        raise KeyExpired
    timestamper, roots = _timestamper(), trust.configured()
    with BACKENDS[key.backend].opened(key, _pin(run, key)) as signer:
        for item in waiting:
            if _is_due(item):
                _note(run, item, _sign(item, key, signer, timestamper, roots))


def _is_due(item: SigningItem) -> bool:
    """Whether nobody has signed the item, or ended its run, meanwhile."""
    due = SigningItem.objects.filter(
        pk=item.pk, state=SigningItem.State.WAITING, run__state=SigningRun.State.RUNNING
    )
    return due.exists()


def _pin(run: SigningRun, key: SigningKey) -> str:
    encrypted = run.pin_encrypted or key.locator.get("pin_encrypted", "")
    if not encrypted:
        raise PinForgotten
    try:
        return decrypt(encrypted)
    except InvalidToken:
        raise PinForgotten from None


def _timestamper() -> TimeStamper:
    if not settings.SIGNATURE_TIMESTAMP_URL:
        raise TimestampDown
    return RequestsHTTPTimeStamper(
        settings.SIGNATURE_TIMESTAMP_URL, timeout=settings.SIGNATURE_TIMEOUT_SECONDS
    )


def _sign(
    item: SigningItem,
    key: SigningKey,
    signer: Signer,
    timestamper: TimeStamper,
    roots: trust.Trust,
) -> Signed:
    try:
        pdf = Path(path_of(item.source)).read_bytes()
    except (OSError, ValueError):
        raise BadPdf from None
    return sign_pdf(
        pdf=pdf,
        signer=signer,
        mark=Mark.from_json(item.mark),
        timestamper=timestamper,
        trust=roots,
        image=image_of(key),
    )


def _note(run: SigningRun, item: SigningItem, signed: Signed) -> None:
    """Keep the file and tell who asked, all or nothing; nothing when somebody else has signed the
    item meanwhile, or the run is over."""
    place = place_of(uuid.uuid4(), ".pdf", FOLDER)
    write(place, signed.pdf)
    try:
        noted = _noted(run, item, signed, place)
    except BaseException:
        delete(place)
        raise
    if not noted:
        delete(place)


@transaction.atomic
def _noted(run: SigningRun, item: SigningItem, signed: Signed, place: str) -> bool:
    run = SigningRun.objects.select_for_update().get(pk=run.pk)
    row = SigningItem.objects.select_for_update().get(pk=item.pk)
    if run.state != SigningRun.State.RUNNING or row.state != SigningItem.State.WAITING:
        return False
    row.state, row.level, row.signed_at = SigningItem.State.SIGNED, signed.level, clock.now()
    row.signed_file, row.signed_sha256 = place, hashlib.sha256(signed.pdf).hexdigest()
    row.save()
    publish(
        FileSigned(
            item_id=row.pk,
            subject=row.subject,
            run_subject=run.subject,
            signed_file=row.signed_file,
            sha256=row.signed_sha256,
            level=row.level,
            at=row.signed_at,
            signer_id=run.signer_id,
        )
    )
    return True

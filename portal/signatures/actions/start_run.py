"""One entry of the PIN: many files are signed in the background."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.encryption import encrypt
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed
from portal.signatures import jobs
from portal.signatures.errors import KeyExpired, NoKey, WrongPin
from portal.signatures.marks import Mark
from portal.signatures.models import SigningItem, SigningKey, SigningRun

LIVE = (SigningRun.State.WAITING, SigningRun.State.RUNNING)


@dataclass(frozen=True)
class ToSign:
    """A file to sign: `subject` says to who asked what it is ("copy:<key>"), `source` is its path
    under MEDIA_ROOT, which stays as it is."""

    subject: str
    source: str
    mark: Mark


def start_run(
    *,
    actor: Actor | None,
    signing_key: SigningKey,
    pin: str,
    subject: str,
    items: Sequence[ToSign],
) -> SigningRun:
    """The run and the job that signs it, in the caller's transaction or one of its own.

    While a run of the same `subject` is under way, that one is returned and nothing is added.
    What an earlier run of the subject has signed already (same file, same key) is left out.
    `actor` None is the portal putting a seal on by itself, with the PIN that is kept for it
    (`pin` is then empty). Raises NoKey, KeyExpired, WrongPin (empty), NotAllowed (another's key).
    """
    _check(actor, signing_key, pin)
    try:
        with transaction.atomic():
            run = _create(actor, signing_key, pin, subject)
            _add(run, items)
            jobs.defer_signing(run_id=run.pk, signing_key_id=signing_key.pk)
            if actor is not None:
                record(actor=actor, action="start_signing", subject=f"signing_run:{run.key}")
            return run
    except IntegrityError:
        if live := live_run_of(subject):
            return live
        raise


def live_run_of(subject: str) -> SigningRun | None:
    """The run of this subject that is under way."""
    if not subject:
        return None
    return SigningRun.objects.filter(subject=subject, state__in=LIVE).first()


def _check(actor: Actor | None, key: SigningKey, pin: str) -> None:
    if not key.is_active:
        raise NoKey
    if not key.not_before - timedelta(minutes=5) <= clock.now() <= key.not_after:
        raise KeyExpired
    if not pin and not key.locator.get("pin_encrypted"):
        raise WrongPin
    if actor is None:
        is_own = key.kind == SigningKey.Kind.SEAL
    else:
        is_own = key.user_id == actor.user_id if key.user_id else key.agency_id == actor.agency_id
    if not is_own:
        raise NotAllowed(_("Khóa ký này không phải của bạn hoặc của cơ quan bạn."))


def _create(actor: Actor | None, signing_key: SigningKey, pin: str, subject: str) -> SigningRun:
    return SigningRun.objects.create(
        subject=subject,
        signing_key=signing_key,
        signer_id=actor.user_id if actor else None,
        role=actor.role if actor else "",
        agency_id=actor.agency_id if actor else signing_key.agency_id,
        pin_encrypted=encrypt(pin) if pin else "",
        asked_at=clock.now(),
    )


def _add(run: SigningRun, items: Iterable[ToSign]) -> None:
    """The items that no earlier run of this subject has signed."""
    signed = set()
    if run.subject:
        signed = set(
            SigningItem.objects.filter(
                run__subject=run.subject,
                run__signing_key=run.signing_key_id,
                state=SigningItem.State.SIGNED,
            ).values_list("subject", "source")
        )
    SigningItem.objects.bulk_create(
        SigningItem(run=run, subject=item.subject, source=item.source, mark=item.mark.as_json())
        for item in items
        if (item.subject, item.source) not in signed
    )

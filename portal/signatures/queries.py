"""Reads about keys and runs."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.prepared_models import PreparedModels
from portal.signatures.errors import said_anew
from portal.signatures.models import SigningItem, SigningKey, SigningRun

# When the holder of a key is told to renew it.
WARN_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Progress:
    """How far a run is: `done` of `total` files are signed. `state` is SigningRun.State;
    `error_text` says what to do when it is "failed"."""

    done: int
    total: int
    state: str
    error: str
    error_text: str

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more."""
        return self.state in (SigningRun.State.DONE, SigningRun.State.FAILED)


# Asked whenever a document is made, so compiled once (it took Django 0.25 ms each time).
_key_of = PreparedModels(
    lambda user: SigningKey.objects.filter(user_id=user, is_active=True).order_by("pk"),
    -987_654_361,
)
_seal_of = PreparedModels(
    lambda agency: SigningKey.objects.filter(agency_id=agency, is_active=True).order_by("pk"),
    -987_654_362,
)


def active_key_of(user: User | int) -> SigningKey | None:
    """The personal key that this person (or the account with this number) signs with."""
    user_id = user if isinstance(user, int) else user.pk
    return next(iter(_key_of(user_id)), None)


def active_seal_of(agency: Agency | int) -> SigningKey | None:
    """The seal of the agency (or of the one with this number)."""
    agency_id = agency if isinstance(agency, int) else agency.pk
    return next(iter(_seal_of(agency_id)), None)


def run_of(actor: Actor, key: uuid.UUID) -> SigningRun:
    """The run that this person asked for in this agency; Http404 for any other."""
    return get_object_or_404(
        SigningRun, key=key, signer_id=actor.person_id, agency_id=actor.agency_id
    )


def last_run_of(subject: str) -> SigningRun | None:
    """The newest run of a subject ("intake:<key>"), live or over."""
    return SigningRun.objects.filter(subject=subject).order_by("-pk").first()


def progress_of(run: SigningRun) -> Progress:
    """One query for the items; the run is as it was read."""
    is_signed = Q(state=SigningItem.State.SIGNED)
    counts = run.items.aggregate(total=Count("pk"), done=Count("pk", filter=is_signed))
    words = said_anew(run.error, run.error_text)
    return Progress(counts["done"], counts["total"], run.state, run.error, words)


def all_keys() -> QuerySet[SigningKey]:
    """Every key with its holder, those in use first, then by when they end."""
    return SigningKey.objects.select_related("user", "agency").order_by(
        "-is_active", "not_after", "pk"
    )


def expires_soon(key: SigningKey) -> bool:
    """Whether the certificate ends within 30 days, or has ended."""
    return key.not_after <= clock.now() + WARN_BEFORE


def key_or_404(key: uuid.UUID) -> SigningKey:
    """The key with its holder, for the provincial admin; Http404 when there is none."""
    return get_object_or_404(all_keys(), key=key)

"""Reads of the counter, already narrowed: another clerk's intake is a 404."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import Http404

from counter.models import Desk, Intake
from portal.accounts.actor import Actor
from portal.accounts.roles import Role

_SHOWN = (
    "agency", "desk", "ticket", "citizen__commune__parent", "dossier__procedure",
    "dossier__handling_agency", "consent",
)  # fmt: skip


def open_intake_of(actor: Actor) -> Intake | None:
    """The one intake that the clerk has open, in whichever of the clerk's agencies."""
    return _own_open(actor).select_related(*_SHOWN).first()


def intake_of(actor: Actor, key: uuid.UUID) -> Intake:
    """The clerk's own open intake at the actor's agency. Http404: closed, suspended, another's."""
    found = _own_open(actor).filter(agency_id=agency_of(actor), key=key)
    intake = found.select_related(*_SHOWN).first()
    if intake is None:
        raise Http404
    return intake


def as_clerk_of_intake(actors: Iterable[Actor], key: uuid.UUID) -> tuple[Actor, Intake]:
    """The person's own open intake, with the actor of its agency among all that the person may
    act as (post-office staff are clerks of several). Http404 otherwise."""
    for actor in clerks_among(actors):
        intake = _own_open(actor).filter(key=key).select_related(*_SHOWN).first()
        if intake is None:
            break
        if intake.agency_id == actor.agency_id:
            return actor, intake
    raise Http404


def clerks_among(actors: Iterable[Actor]) -> list[Actor]:
    """The clerk's roles that a person holds, one for each agency."""
    return [actor for actor in actors if actor.role == Role.CLERK and actor.agency is not None]


def suspended_by(actor: Actor) -> QuerySet[Intake]:
    """What the clerk suspended, the latest first. Its pages show no personal data of them."""
    return (
        Intake.objects.filter(clerk_id=actor.user_id, state=Intake.State.SUSPENDED)
        .select_related("dossier__procedure", "agency", "ticket")
        .order_by("-saved_at")
    )


def desk_of(actor: Actor) -> Desk | None:
    """The desk that the clerk has taken at this agency."""
    return Desk.objects.filter(clerk_id=actor.user_id, agency_id=agency_of(actor)).first()


def agency_of(actor: Actor) -> int:
    """The agency whose counter it is. Raises Http404 for people without one: nothing is theirs."""
    if actor.agency_id is None:
        raise Http404
    return actor.agency_id


def _own_open(actor: Actor) -> QuerySet[Intake]:
    return Intake.objects.filter(clerk_id=actor.user_id, state=Intake.State.OPEN)

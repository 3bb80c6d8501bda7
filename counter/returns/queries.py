"""Results that wait at the clerk's own agencies; another agency's is a 404."""

import datetime
import uuid
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from counter.models import HandOver, Shipment
from dossiers.models import Dossier
from dossiers.queries import visible_to
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared.clock import PROVINCE_TIME

LISTED = 100


def clerk_and_dossier(actors: Iterable[Actor], code: str) -> tuple[Actor, Dossier]:
    """The dossier with the role in which this person is its clerk (post-office staff are clerks of
    several agencies). Raises Http404."""
    for actor in actors:
        if actor.role != Role.CLERK:
            continue
        dossier = _shown(visible_to(actor)).filter(code=code).first()
        if dossier is not None:
            return actor, dossier
    raise Http404


def results_of(actors: Iterable[Actor]) -> QuerySet[Dossier]:
    """The dossiers of the clerk's agencies, in each of the clerk's roles."""
    found = Dossier.objects.none()
    for actor in actors:
        if actor.role == Role.CLERK:
            found = found | visible_to(actor)
    return found


def waiting_at_counter(actors: Iterable[Actor]) -> QuerySet[Dossier]:
    """Finished and not handed over, the one that has waited longest first; those that the post
    brought back wait here, too."""
    ours = results_of(actors)
    at_counter = Q(state=State.COMPLETED, return_channel=Dossier.ReturnChannel.COUNTER)
    return _listed(ours.filter(at_counter | _came_back()))


def waiting_for_post(actors: Iterable[Actor]) -> QuerySet[Dossier]:
    """Finished and to be given to the post."""
    by_post = Dossier.ReturnChannel.POST
    return _listed(results_of(actors).filter(state=State.COMPLETED, return_channel=by_post))


def waiting_of_citizen(actors: Iterable[Actor], identity_number: str) -> QuerySet[Dossier]:
    """Everything that this person can take now, whatever way was chosen when it was filed."""
    ours = results_of(actors).filter(owner__identity_number=identity_number)
    return _listed(ours.filter(Q(state=State.COMPLETED) | _came_back()))


def handed_over_on(actors: Iterable[Actor], day: datetime.date) -> QuerySet[HandOver]:
    """The hand-overs of a day at the clerk's agencies, in the order of the day."""
    start = datetime.datetime.combine(day, datetime.time(), PROVINCE_TIME)
    return (
        HandOver.objects.filter(
            agency__in=agencies_of(actors), at__gte=start, at__lt=start + datetime.timedelta(days=1)
        )
        .select_related("dossier__revision", "agency", "clerk")
        .order_by("at", "id")
    )


def shipment_of(actors: Iterable[Actor], key: uuid.UUID) -> tuple[Actor, Shipment]:
    """A shipment with its dossier and the role in which this person is its clerk. Http404."""
    shipment = Shipment.objects.select_related("dossier__revision").filter(key=key).first()
    if shipment is None:
        raise Http404
    actor, dossier = clerk_and_dossier(actors, str(shipment.dossier.code))
    shipment.dossier = dossier
    return actor, shipment


def sent_on(actors: Iterable[Actor], day: datetime.date) -> QuerySet[Shipment]:
    """Bảng kê: what was given to the post on a day."""
    start = datetime.datetime.combine(day, datetime.time(), PROVINCE_TIME)
    return (
        Shipment.objects.filter(
            dossier__in=results_of(actors),
            sent_at__gte=start,
            sent_at__lt=start + datetime.timedelta(days=1),
        )
        .select_related("dossier")
        .order_by("sent_at", "id")
    )


def on_the_way(actors: Iterable[Actor]) -> QuerySet[Shipment]:
    """Given to the post, and nobody knows yet how it ended; the oldest first."""
    found = Shipment.objects.filter(dossier__in=results_of(actors), state=Shipment.State.SENT)
    return found.select_related("dossier").order_by("sent_at", "id")


def last_shipment(dossier: Dossier) -> Shipment | None:
    """The latest attempt to send it."""
    return Shipment.objects.filter(dossier=dossier).order_by("-pk").first()


def came_back(dossier: Dossier) -> bool:
    """Whether its last shipment was brought back by the post."""
    last = last_shipment(dossier)
    return last is not None and last.state == Shipment.State.CAME_BACK


def agencies_of(actors: Iterable[Actor]) -> list[int]:
    """The agencies whose clerk this person is."""
    ours = (actor for actor in actors if actor.role == Role.CLERK)
    return [actor.agency_id for actor in ours if actor.agency_id is not None]


def _came_back() -> Q:
    """Given to the post, brought back, and neither sent again nor handed over since."""
    shipments = Shipment.objects.filter(dossier=OuterRef("pk"))
    alive = shipments.exclude(state=Shipment.State.CAME_BACK)
    return (
        Q(state=State.RETURNED, return_channel=Dossier.ReturnChannel.POST)
        & Q(Exists(shipments.filter(state=Shipment.State.CAME_BACK)))
        & ~Q(Exists(alive))
        & ~Q(Exists(HandOver.objects.filter(dossier=OuterRef("pk"))))
    )


def _shown(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return dossiers.select_related("revision", "receiving_agency").defer(
        "revision__eform", "revision__source", "answers"
    )


def _listed(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return (
        dossiers.select_related("revision", "receiving_agency")
        .only(
            "code", "state", "applicant", "completed_at", "fee_vnd", "paid_at", "outcome",
            "return_channel", "awaiting_signature", "revision__name", "receiving_agency__name",
        )
        .order_by("completed_at", "id")
    )  # fmt: skip

"""Publishes a new revision of a procedure; the one before it is superseded."""

from django.db import transaction

from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import Acting, record
from portal.shared.events import publish
from services.content import RevisionContent
from services.events import ProcedureChanged
from services.models import FeeItem, Procedure, Requirement, Revision, Step
from services.plain_case import plain_quote


@transaction.atomic
def publish_revision(
    *, actor: Acting, procedure: Procedure, content: RevisionContent, handling: Agency | None
) -> Revision:
    """The published revision; with it a withdrawn procedure is in force again.

    Dossiers filed before keep the revision they were filed under.
    """
    locked = (
        Procedure.objects.select_for_update(of=("self",))
        .select_related("sector")
        .get(pk=procedure.pk)
    )
    last = locked.revisions.order_by("-number").first()
    if last and last.state == Revision.State.PUBLISHED:
        last.state = Revision.State.SUPERSEDED
        last.save(update_fields=["state"])
    revision = _draft(locked, (last.number if last else 0) + 1, content, handling)
    _write_parts(revision, content)
    revision.state = Revision.State.PUBLISHED
    revision.published_at = clock.now()
    revision.save(update_fields=["state", "published_at"])
    locked.current_revision = revision
    locked.save(update_fields=["current_revision"])
    procedure.current_revision = revision
    publish(ProcedureChanged(procedure=locked, revision=revision, in_force=True))
    record(
        actor=actor,
        action="publish_revision",
        subject=f"procedure:{locked.code}",
        number=revision.number,
        fingerprint=revision.fingerprint,
    )
    return revision


def _draft(
    procedure: Procedure, number: int, content: RevisionContent, handling: Agency | None
) -> Revision:
    return Revision.objects.create(
        procedure=procedure,
        number=number,
        level=content.level,
        agency_level=content.agency_level,
        agency_text=content.agency_text,
        handling_agency=handling,
        time_value=content.time_value,
        time_unit=content.time_unit,
        time_note=content.time_note,
        base_fee_vnd=_base_fee_vnd(content, procedure.code),
        fee_note=content.fee_note,
        eform=content.eform,
        legal_basis=list(content.legal_basis),
        results=list(content.results),
        return_channels=list(content.return_channels),
        source=content.source,
        fingerprint=content.fingerprint,
    )


def _base_fee_vnd(content: RevisionContent, code: str) -> int | None:
    if not content.fee_stated:
        return None
    items = [FeeItem(**vars(fee)) for fee in content.fees]
    quote = plain_quote(
        items, (), online=False, level=content.level, on=clock.today(), procedure_code=code
    )
    return quote.total_vnd


def _write_parts(revision: Revision, content: RevisionContent) -> None:
    Requirement.objects.bulk_create(
        Requirement(revision=revision, order=order, **vars(paper))
        for order, paper in enumerate(content.papers, start=1)
    )
    FeeItem.objects.bulk_create(
        FeeItem(revision=revision, order=order, **vars(fee))
        for order, fee in enumerate(content.fees, start=1)
    )
    Step.objects.bulk_create(
        Step(revision=revision, order=order, **vars(step))
        for order, step in enumerate(content.steps, start=1)
    )

"""Carries a draft over to the revision in force: what it was begun under applies no longer."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.start_draft import refuse_paper_only
from dossiers.actions.transition import lock, log
from dossiers.models import CarriedDraft, Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput
from services.binding import binding
from services.carrying import Carried, carry
from services.eforms.answers import clean
from services.models import Procedure, Revision
from services.newer import newer_revision
from services.queries import agencies_that_handle, receiving_agency


def carry_over(*, actor: Actor, key: object, agency: str = "") -> Dossier:
    """The draft under the revision in force, each answer in its place; files stay with it.

    What the new form asks no more is kept beside it (CarriedDraft). `agency` is the code of the
    agency that is to handle it, where that must be chosen anew. Safe to repeat. Raises
    InvalidInput: paper only now, withdrawn, or the agency to be chosen.
    """
    with transaction.atomic():
        draft = lock(actor, "save", key=key, state=State.DRAFT)
        # Nothing is published while the draft goes over.
        procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=draft.procedure_id)
        target = newer_revision(procedure, draft.revision_id)
        if target is None:
            return draft
        refuse_paper_only(target)
        handling = _handling(target, draft, agency)
        carried = carried_answers(draft, target)
        before = draft.revision_id
        draft.answers = clean(binding(target.pk).eform, carried.answers, partial=True).kept
        draft.revision = target
        draft.handling_agency = handling
        draft.receiving_agency = receiving_agency(target, handling)
        if draft.return_channel not in target.return_channels:
            channels = target.return_channels or [Dossier.ReturnChannel.COUNTER]
            draft.return_channel = channels[0]
        draft.version += 1
        draft.saved_at = clock.now()
        draft.save()
        CarriedDraft.objects.create(
            dossier=draft,
            from_revision_id=before,
            to_revision=target,
            left=[each.as_json() for each in carried.left],
        )
        log(draft, "carry_over", actor)
        return draft


def carried_answers(dossier: Dossier, target: Revision) -> Carried:
    """What of the dossier's answers the target's form still asks for."""
    old, new = binding(dossier.revision_id).eform, binding(target.pk).eform
    return carry(old, new, dossier.answers)


def needs_agency(target: Revision, dossier: Dossier) -> bool:
    """Whether the citizen must say anew who is to handle it: it was handled at another level."""
    return not agencies_that_handle(target).filter(pk=dossier.handling_agency_id).exists() and (
        target.handling_agency_id is None
    )


def _handling(target: Revision, draft: Dossier, agency: str) -> Agency:
    choices = agencies_that_handle(target)
    if target.handling_agency_id:
        return choices.get()
    found = choices.filter(pk=draft.handling_agency_id).first()
    found = found or choices.filter(code=agency).first()
    if found is None:
        raise InvalidInput({"agency": _("Chọn cơ quan giải quyết hồ sơ của bạn.")})
    return found

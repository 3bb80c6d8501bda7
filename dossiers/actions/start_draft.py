"""Start filling in a procedure's e-form, or go on with the draft that is there already."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput, NotAllowed
from services.binding import binding
from services.eforms.answers import clean
from services.eforms.prefill import prefill
from services.levels import is_online
from services.models import Revision
from services.queries import receiving_agency


def start_draft(
    *,
    actor: Actor,
    revision: Revision,
    handling_agency: Agency,
    owner: Citizen | None = None,
    provenance: str = Dossier.Provenance.CITIZEN,
) -> Dossier:
    """The citizen's draft under this revision at this agency, with what we know already filled in.

    A clerk starts it for an `owner`, with the provenance that says so; a citizen for nobody else.
    Raises InvalidInput for a level-2 procedure (paper only), NotAllowed for anybody else.
    """
    handling_agency = handling_agency.present
    receiving = receiving_agency(revision, handling_agency)
    owner_id = _owner_id(actor, owner, provenance, receiving)
    refuse_paper_only(revision)
    with transaction.atomic():
        citizen = Citizen.objects.select_for_update().filter(pk=owner_id).first()
        if citizen is None:
            raise Http404
        existing = Dossier.objects.filter(
            owner=citizen, revision=revision, handling_agency=handling_agency, state=State.DRAFT,
            provenance=provenance,
        ).first()  # fmt: skip
        return existing or new_draft(
            citizen, revision, provenance, handling=handling_agency, receiving=receiving,
            answers=_first_answers(revision, citizen),
        )  # fmt: skip


def refuse_paper_only(revision: Revision) -> None:
    """Raises InvalidInput for a level-2 procedure."""
    if not is_online(revision.level):
        raise InvalidInput({"procedure": _("Thủ tục này chỉ nhận hồ sơ giấy tại quầy một cửa.")})


def _owner_id(actor: Actor, owner: Citizen | None, provenance: str, receiving: Agency) -> int:
    """Whose draft it is: the citizen's own, or that of the person at the clerk's own desk."""
    alone = provenance == Dossier.Provenance.CITIZEN
    if alone and owner is None and actor.citizen_id is not None:
        return actor.citizen_id
    at_own_desk = actor.role == Role.CLERK and actor.agency_id == receiving.pk
    if at_own_desk and owner is not None and not alone:
        return owner.pk
    raise NotAllowed(_("Chỉ công dân, hoặc cán bộ một cửa thay mặt công dân, được lập hồ sơ."))


def new_draft(
    citizen: Citizen,
    revision: Revision,
    provenance: str,
    *,
    handling: Agency,
    receiving: Agency,
    answers: dict[str, Any],
) -> Dossier:
    """One more draft, beside those that are there already; what may be is the caller's to check."""
    now = clock.now()
    channels = revision.return_channels or [Dossier.ReturnChannel.COUNTER]
    return Dossier.objects.create(
        owner=citizen,
        provenance=provenance,
        revision=revision,
        procedure_id=revision.procedure_id,
        handling_agency=handling,
        receiving_agency=receiving,
        return_channel=channels[0],
        answers=answers,
        created_at=now,
        saved_at=now,
    )


def _first_answers(revision: Revision, citizen: Citizen) -> dict[str, Any]:
    eform = binding(revision.pk).eform
    return clean(eform, prefill(eform, profile_facts(citizen)), partial=True).kept


def profile_facts(citizen: Citizen) -> dict[str, object]:
    """What the profile knows, under the names that e-forms pre-fill from."""
    return {
        "profile.full_name": citizen.full_name,
        "profile.identity_number": citizen.identity_number,
        "profile.birth_date": f"{citizen.birth_date:%d/%m/%Y}",
        "profile.sex": citizen.sex,
        "profile.phone": citizen.phone,
        "profile.email": citizen.email,
        "profile.address": {
            "commune": citizen.commune.code if citizen.commune else "",
            "line": citizen.address_line,
        },
    }

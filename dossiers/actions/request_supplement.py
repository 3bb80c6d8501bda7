"""Ask the citizen for what is missing: form 02."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils.translation import gettext as _

from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, move
from dossiers.documents.request import request_document
from dossiers.models import Document, Dossier, Supplement
from dossiers.signatures.need import need_of_form
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import NotAllowed

# The province's own limit; the law sets none.
DAYS_TO_SUPPLY = 30


def request_supplement(
    *,
    actor: Actor,
    code: str,
    what: str,
    why: str,
    requirement_keys: Sequence[str] = (),
    seen_version: int | None = None,
) -> Dossier:
    """Ask once, completely, in writing (NĐ 61/2018/NĐ-CP): a second time at the same stage is
    refused. Raises InvalidInput when what or why is missing."""
    what, why = given(what, "what"), given(why, "why")
    with recorded():
        dossier = lock(actor, "request_supplement", seen_version=seen_version, code=code)
        stage = _stage_of(dossier, actor)
        _only_once(dossier, stage)
        move(dossier, "request_supplement", actor=actor, reason=f"{what}\n{why}")
        now = clock.now()
        Supplement.objects.create(
            dossier=dossier, stage=stage, what=what, why=why,
            requirement_keys=list(requirement_keys), requested_at=now,
            requested_by_id=actor.person_id, supply_by=now + timedelta(days=DAYS_TO_SUPPLY),
        )  # fmt: skip
        at_reception = stage == "reception"
        agency_id = dossier.receiving_agency_id if at_reception else dossier.handling_agency_id
        request_document(dossier, Document.Kind.FORM_02, need=need_of_form(agency_id))
        return dossier


def _stage_of(dossier: Dossier, actor: Actor) -> str:
    """Before receipt the clerk asks, afterwards the officer, and not over an open proposal."""
    stage = "processing" if dossier.received_at else "reception"
    if (actor.role == Role.OFFICER) != (stage == "processing"):
        raise NotAllowed(_("Ở giai đoạn này, bạn không yêu cầu bổ sung được."))
    if dossier.awaiting_decision:
        raise NotAllowed(_("Hồ sơ đang chờ lãnh đạo quyết định; chưa yêu cầu bổ sung được."))
    return stage


def _only_once(dossier: Dossier, stage: str) -> None:
    if Supplement.objects.filter(dossier=dossier, stage=stage).exists():
        raise NotAllowed(
            _("Hồ sơ đã được yêu cầu bổ sung một lần ở giai đoạn này; không yêu cầu lần nữa.")
        )

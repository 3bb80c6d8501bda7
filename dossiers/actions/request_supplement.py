"""Ask the citizen for what is missing: form 02."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, move
from dossiers.documents.request import request_document
from dossiers.models import Document, Dossier, Supplement
from portal.accounts.actor import Actor
from portal.shared import clock
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
    with transaction.atomic():
        dossier = lock(actor, "request_supplement", seen_version=seen_version, code=code)
        _only_once(dossier)
        stage = "processing" if dossier.received_at else "reception"
        move(dossier, "request_supplement", actor=actor, reason=f"{what}\n{why}")
        now = clock.now()
        Supplement.objects.create(
            dossier=dossier, stage=stage, what=what, why=why,
            requirement_keys=list(requirement_keys), requested_at=now,
            requested_by_id=actor.user_id, supply_by=now + timedelta(days=DAYS_TO_SUPPLY),
        )  # fmt: skip
        request_document(dossier, Document.Kind.FORM_02)
        return dossier


def _only_once(dossier: Dossier) -> None:
    stage = "processing" if dossier.received_at else "reception"
    if Supplement.objects.filter(dossier=dossier, stage=stage).exists():
        raise NotAllowed(
            _("Hồ sơ đã được yêu cầu bổ sung một lần ở giai đoạn này; không yêu cầu lần nữa.")
        )

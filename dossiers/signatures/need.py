"""Which digital signatures a document needs; a result must bear them before anybody gets it.

Legal source: NĐ 45/2020/NĐ-CP, Điều 14 (electronic results bear the signer's digital signature and
that of the agency); NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.
"""

from dataclasses import dataclass

from django.db.models import Q

from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.signatures.queries import active_key_of, active_seal_of


@dataclass(frozen=True)
class Need:
    """`signer_id` is the account whose signature is needed, `sealing_agency_id` the agency whose
    seal is. `must_be_signed`: the file is worth nothing without them."""

    signer_id: int | None = None
    sealing_agency_id: int | None = None
    must_be_signed: bool = False


NOTHING = Need()

# Documents that are printed, bear the leader's signature where that is needed, and are not sealed.
READY_FOR_SEAL = Q(
    sealing_agency__isnull=False, sealed_at=None, voided_at=None, ready_at__isnull=False
) & (Q(signed_by=None) | Q(signed_at__isnull=False))


def need_of_result(dossier: Dossier, leader: Actor) -> Need:
    """The signature of the leader who decides, where he has a key, and the seal of the agency
    that handles the dossier, where it has one.

    Nobody else signs for him: the result names who decided. History that is made with a pinned
    clock was signed on paper.
    """
    if clock.is_pinned():
        return NOTHING
    signer_id = leader.person_id if active_key_of(leader.person_id) else None
    agency_id = _with_seal(dossier.handling_agency_id)
    return Need(signer_id, agency_id, must_be_signed=bool(signer_id or agency_id))


def need_of_form(agency_id: int) -> Need:
    """The seal of the agency that writes it, where it has one; the form does not wait for it."""
    return NOTHING if clock.is_pinned() else Need(sealing_agency_id=_with_seal(agency_id))


def _with_seal(agency_id: int) -> int | None:
    return agency_id if active_seal_of(agency_id) else None

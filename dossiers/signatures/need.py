"""Which digital signatures a result must bear before anybody gets it.

Legal source: NĐ 45/2020/NĐ-CP, Điều 14 (electronic results bear the signer's digital signature and
that of the agency); NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.
"""

from dataclasses import dataclass

from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.signatures.queries import active_key_of, active_seal_of


@dataclass(frozen=True)
class Need:
    """`signer_id` is the account whose signature is needed; `must_be_sealed` asks for the seal."""

    signer_id: int | None = None
    must_be_sealed: bool = False

    @property
    def must_be_signed(self) -> bool:
        """Whether the file is worth nothing without a digital signature."""
        return self.signer_id is not None or self.must_be_sealed


NOTHING = Need()


def need_of_result(dossier: Dossier, leader: Actor) -> Need:
    """The signature of the leader who decides, where he has a key, and the seal of the agency
    that handles the dossier, where it has one.

    Nobody else signs for him: the result names who decided. History that is made with a pinned
    clock was signed on paper.
    """
    if clock.is_pinned():
        return NOTHING
    has_key = active_key_of(leader.person_id) is not None
    return Need(
        signer_id=leader.person_id if has_key else None,
        must_be_sealed=active_seal_of(dossier.handling_agency_id) is not None,
    )

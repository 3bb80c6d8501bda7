"""A clerk gives a citizen without an account the code that opens it."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.claim_code import VALID_FOR
from portal.accounts.models import AccountClaim, Citizen
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, StalePage


@transaction.atomic
def make_claim_code(*, actor: Actor, citizen_id: int) -> AccountClaim:
    """A new code (`claim_code.code_of`); the one of before no longer works.

    Whose client the citizen is, is for the caller to check. Raises NotAllowed for who is no clerk,
    StalePage when the person has an account by now, Http404.
    """
    if actor.role != Role.CLERK:
        raise NotAllowed(_("Chỉ cán bộ một cửa được cấp mã nhận tài khoản."))
    citizen = Citizen.objects.select_for_update().filter(pk=citizen_id).first()
    if citizen is None:
        raise Http404
    if citizen.user_id is not None:
        raise StalePage(_("Công dân này đã có tài khoản nên không cần mã."))
    now = clock.now()
    AccountClaim.objects.filter(citizen=citizen, used_at=None, replaced_at=None).update(
        replaced_at=now
    )
    claim = AccountClaim.objects.create(
        citizen=citizen, made_at=now, made_by_id=actor.person_id, expires_at=now + VALID_FOR
    )
    record(actor=actor, action="make_claim_code", subject=f"citizen:{citizen.pk}")
    return claim

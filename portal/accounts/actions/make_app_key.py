"""A citizen makes a key for a program."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.app_keys import DAYS, SHOWN, fingerprint_of, new_secret
from portal.accounts.models import AppKey, Citizen
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput

MOST, MAX_NAME = 10, 100


@transaction.atomic
def make_app_key(*, actor: Actor, name: str) -> tuple[AppKey, str]:
    """The key's row and the key, which is known only now; good for 180 days.

    Raises InvalidInput (no name, too many keys) and NotAllowed (no citizen).
    """
    citizen = Citizen.objects.select_for_update().get(pk=actor.must_be_citizen())
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME:
        raise InvalidInput({"name": _("Nhập tên ứng dụng sẽ dùng khóa, không quá 100 ký tự.")})
    if AppKey.objects.filter(citizen=citizen, revoked_at=None).count() >= MOST:
        raise InvalidInput({"name": _("Bạn đã có 10 khóa. Hãy thu hồi khóa không dùng nữa.")})
    secret = new_secret()
    key = AppKey.objects.create(
        citizen=citizen,
        name=name,
        fingerprint=fingerprint_of(secret),
        begins_with=secret[:SHOWN],
        expires_at=clock.now() + timedelta(days=DAYS),
    )
    record(actor=actor, action="make_app_key", subject=f"citizen:{citizen.pk}", key=key.pk)
    return key, secret

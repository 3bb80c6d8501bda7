"""A citizen takes the national account off his account."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.models import Citizen, NationalIdentity, User
from portal.accounts.sign_on.links import remove_link
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed


@transaction.atomic
def unlink_national(*, actor: Actor) -> None:
    """Remove the link. Raises NotAllowed when it is the only way in, or there is none."""
    citizen = Citizen.objects.select_for_update().get(pk=actor.must_be_citizen())
    user = User.objects.select_for_update().get(citizen=citizen)
    if not user.has_usable_password():
        raise NotAllowed(
            _("Hãy đặt mật khẩu trước: bỏ liên kết lúc này thì bạn không còn cách nào đăng nhập.")
        )
    if not NationalIdentity.objects.filter(citizen=citizen).exists():
        raise NotAllowed(_("Tài khoản này chưa liên kết với Cổng Dịch vụ công quốc gia."))
    remove_link(citizen)
    record(actor=actor, action="unlink_national", subject=f"citizen:{citizen.pk}")

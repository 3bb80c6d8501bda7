"""Someone is invited to work here."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.invitation_link import new_secret, write_invitation
from portal.accounts.models import InvitedRole, StaffInvitation, User
from portal.accounts.policy import must_be_admin
from portal.accounts.role_facts import checked_roles
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput

MAX_NAME = 150


def invite_staff(
    *, actor: Actor, full_name: str, email: str, roles: Sequence[tuple[str, int]]
) -> StaffInvitation:
    """Write the invitation and its letter. `roles` are (role, id of the agency).

    Raises NotAllowed, InvalidInput (`full_name`, `email`, `role`, `agency`).
    """
    must_be_admin(actor)
    full_name, email = " ".join(full_name.split()), email.strip().lower()
    errors = errors_of_person(full_name, email)
    try:
        checked = checked_roles(roles)
    except InvalidInput as refusal:
        errors |= refusal.errors
    if errors:
        raise InvalidInput(errors)
    secret, kept, expires_at = new_secret()
    try:
        with transaction.atomic():
            invitation = StaffInvitation.objects.create(
                email=email, full_name=full_name, token_sha256=kept, expires_at=expires_at,
                invited_by_id=actor.person_id,
            )  # fmt: skip
            InvitedRole.objects.bulk_create(
                InvitedRole(invitation=invitation, role=role, agency=agency)
                for role, agency in checked
            )
            write_invitation(invitation, secret)
            record(
                actor=actor, action="invite_staff", subject=f"invitation:{invitation.pk}",
                roles=[f"{role} {agency.code}" for role, agency in checked],
            )  # fmt: skip
    except IntegrityError as error:
        words = _("Đã có lời mời chờ trả lời gửi đến thư này. Hãy gửi lại hoặc hủy lời mời đó.")
        raise InvalidInput({"email": words}) from error
    return invitation


def errors_of_person(full_name: str, email: str) -> dict[str, str]:
    """What is wrong with a new colleague's name and e-mail, by field (`full_name`, `email`)."""
    errors: dict[str, str] = {}
    if not full_name or len(full_name) > MAX_NAME:
        errors["full_name"] = _("Nhập họ và tên, tối đa 150 ký tự.")
    try:
        validate_email(email)
    except ValidationError:
        errors["email"] = _("Nhập thư điện tử theo dạng ten@coquan.gov.vn.")
        return errors
    known = User.objects.filter(email=email).first()
    if known is None:
        return errors
    if known.staff_roles.exists():
        errors["email"] = _("“%(name)s” đã có tài khoản cán bộ. Hãy mở trang của người đó.") % {
            "name": known.full_name
        }
    else:
        errors["email"] = _(
            "Thư này thuộc một tài khoản công dân. Hãy dùng thư công vụ của cán bộ."
        )
    return errors

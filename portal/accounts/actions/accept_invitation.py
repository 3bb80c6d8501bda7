"""The invited person opens the account."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.accounts.actions.appoint import appoint
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.invitation_link import kept_of
from portal.accounts.models import StaffInvitation, StaffRole, User
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.errors import InvalidInput, StalePage


def accept_invitation(*, secret: str, password: str) -> User:
    """The account with this password and the roles of the invitation. It opens nothing for staff
    before a second factor is set up, which the first sign-in leads to.

    An agency that has been closed meanwhile gives way to its heir. Raises StalePage (the link is
    used, cancelled or expired), InvalidInput (`password1`: too weak).
    """
    try:
        with transaction.atomic():
            return _accept(secret, password)
    except IntegrityError as error:  # somebody has registered with this address meanwhile
        raise StalePage(
            _("Thư điện tử này vừa được dùng cho một tài khoản khác. Hãy báo quản trị tỉnh.")
        ) from error


def _accept(secret: str, password: str) -> User:
    invitation = (
        StaffInvitation.objects.select_for_update(of=("self",))
        .filter(token_sha256=kept_of(secret), accepted_at=None, cancelled_at=None)
        .filter(expires_at__gt=clock.now())
        .first()
    )
    if invitation is None:
        raise StalePage(_("Đường dẫn không đúng, đã dùng, đã hủy hoặc đã hết hạn."))
    _check(password, invitation)
    user = User.objects.create_user(
        email=invitation.email, full_name=invitation.full_name, password=password
    )
    EmailAddress.objects.create(user=user, email=invitation.email, primary=True, verified=True)
    invitation.accepted_at, invitation.user = clock.now(), user
    invitation.save(update_fields=["accepted_at", "user"])
    inviter = _inviter(invitation)
    for invited in invitation.roles.select_related("agency__heir").order_by("pk"):
        appoint(actor=inviter, user=user, role=Role(invited.role), agency=invited.agency.present)
    return user


def _check(password: str, invitation: StaffInvitation) -> None:
    nobody_yet = User(email=invitation.email, full_name=invitation.full_name)
    try:
        validate_password(password, user=nobody_yet)
    except ValidationError as error:
        raise InvalidInput({"password1": " ".join(error.messages)}) from error


def _inviter(invitation: StaffInvitation) -> Actor:
    """Who gave the roles: the admin who invited; the system if that one has left meanwhile."""
    role = (
        StaffRole.objects.filter(
            user_id=invitation.invited_by_id, role=Role.PROVINCIAL_ADMIN, is_active=True
        )
        .select_related("user", "agency")
        .first()
    )
    return Actor.of_staff(role, role.user) if role else SYSTEM

"""People: the account, the citizen behind it, and the staff roles it holds."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import STAFF_ROLES
from portal.shared import clock


class UserManager(BaseUserManager["User"]):
    """Creates accounts by e-mail or phone."""

    def create_user(
        self, *, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        """A new account; `email` or `phone` is needed to sign in."""
        user = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account: who signs in. Email and phone are unique where given."""

    email = models.EmailField(_("thư điện tử"), null=True, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=16, null=True, blank=True)
    phone_verified = models.BooleanField(_("số điện thoại đã xác minh"), default=False)
    full_name = models.CharField(_("họ và tên"), max_length=150)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("tài khoản")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False),
                name="user_has_email_or_phone",
            ),
            models.UniqueConstraint(fields=["email"], name="user_email_once"),
            models.UniqueConstraint(fields=["phone"], name="user_phone_once"),
        ]

    def __str__(self) -> str:
        return self.full_name


class Citizen(models.Model):
    """A person who owns dossiers. `user` is empty until the person claims the account."""

    class Sex(models.TextChoices):
        MALE = "male", _("Nam")
        FEMALE = "female", _("Nữ")

    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="citizen"
    )
    identity_number = models.CharField(_("số định danh cá nhân"), max_length=12)
    full_name = models.CharField(_("họ và tên"), max_length=150)
    birth_date = models.DateField(_("ngày sinh"))
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex.choices)
    commune = models.ForeignKey(
        "agencies.AdministrativeUnit",
        verbose_name=_("xã, phường, thị trấn"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    address_line = models.CharField(_("số nhà, đường, thôn"), max_length=200, blank=True)
    phone = models.CharField(_("số điện thoại"), max_length=16, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("công dân")
        constraints = [
            models.UniqueConstraint(fields=["identity_number"], name="citizen_number_once")
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def address(self) -> str:
        """The address in one line, from the house to the district (reads commune and parent)."""
        places = [self.address_line]
        if self.commune:
            places.append(self.commune.name)
            if self.commune.parent:
                places.append(self.commune.parent.name)
        return ", ".join(place for place in places if place)


class NationalIdentity(models.Model):
    """What the national portal vouches for about a citizen: kept as it was said, never over ours.

    allauth's SocialAccount holds the link of the account to the national one; this row holds the
    facts and how the link was proved.
    """

    class Proof(models.TextChoices):
        REGISTERED = "registered", _("Đăng ký bằng tài khoản quốc gia")
        PASSWORD = "password", _("Xác nhận bằng mật khẩu")
        SIGNED_IN = "signed_in", _("Liên kết khi đang đăng nhập")
        CLAIMED = "claimed", _("Nhận lại hồ sơ lập tại quầy")

    citizen = models.OneToOneField(
        Citizen, on_delete=models.PROTECT, related_name="national_identity"
    )
    issuer = models.URLField(max_length=300)
    subject = models.CharField(max_length=200)
    identity_number = models.CharField(_("số định danh cá nhân"), max_length=12)
    full_name = models.CharField(_("họ và tên"), max_length=150)
    birth_date = models.DateField(_("ngày sinh"), null=True)
    # The level of assurance that the national portal gives the account: 1 low, 2 high.
    assurance = models.PositiveSmallIntegerField()
    proof = models.CharField(max_length=10, choices=Proof.choices)
    linked_at = models.DateTimeField(default=clock.now)
    # When the national portal said these facts last.
    said_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("định danh quốc gia")
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="national_subject_once")
        ]

    def __str__(self) -> str:
        return f"{self.citizen} · {self.subject}"


class StaffRole(models.Model):
    """A role held in an agency."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="staff_roles")
    role = models.CharField(
        max_length=20,
        choices=[(role.value, role.label) for role in STAFF_ROLES],
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("vai trò cán bộ")
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "agency"], name="staff_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.agency}"


class StaffInvitation(models.Model):
    """Someone is asked to work here. The link in the mail holds the secret, this row its hash
    alone; sending it anew makes the link of before worthless."""

    email = models.EmailField(_("thư điện tử"))
    full_name = models.CharField(_("họ và tên"), max_length=150)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    user = models.OneToOneField(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="invitation"
    )

    class Meta:
        verbose_name = _("lời mời cán bộ")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, cancelled_at=None),
                name="invitation_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(cancelled_at=None, user__isnull=False),
                name="invitation_one_end",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_waiting(self) -> bool:
        """Neither accepted nor cancelled; the link may have expired."""
        return self.accepted_at is None and self.cancelled_at is None

    @property
    def is_expired(self) -> bool:
        """Whether the link can no longer be used."""
        return self.is_waiting and self.expires_at <= clock.now()


class InvitedRole(models.Model):
    """A role that the invited person gets with the account."""

    invitation = models.ForeignKey(StaffInvitation, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(
        max_length=20, choices=[(role.value, role.label) for role in STAFF_ROLES]
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "role", "agency"], name="invited_role_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.invitation_id} · {self.get_role_display()}"


class AccountLetter(models.Model):
    """A mail about the account (verification, password) on its way out.

    The page writes it, a job sends it by its key alone: the text holds a secret link, which must
    reach neither the job's arguments nor a log. Once sent the text is erased.
    """

    to_email = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.subject


class AppKey(models.Model):
    """A key that a citizen gives to a program: with it the program files and reads dossiers in the
    citizen's name. Only its fingerprint is kept; the key itself is shown once."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="app_keys")
    name = models.CharField(_("tên ứng dụng"), max_length=100)
    # SHA-256 of a key of 256 random bits: nobody guesses it, so nothing slower is needed.
    fingerprint = models.CharField(max_length=64, unique=True)
    begins_with = models.CharField(max_length=10)
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("khóa ứng dụng")

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.name}"

    @property
    def is_valid(self) -> bool:
        """Whether it opens anything now."""
        return self.revoked_at is None and self.expires_at > clock.now()


class AccountClaim(models.Model):
    """A code on the slip of the counter, with which a citizen without an account gets one.

    One code of a citizen is live at a time. It is not kept: it follows from `key`
    (portal/accounts/claim_code.py). It ends when it is used, replaced or too old; never by wrong
    tries, which anybody can make who knows the person's number.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="claims")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mã nhận tài khoản")
        constraints = [
            models.UniqueConstraint(
                fields=["citizen"],
                condition=Q(used_at=None, replaced_at=None),
                name="one_claim_code_of_a_citizen",
            )
        ]

    def __str__(self) -> str:
        return f"{self.citizen_id}: {self.made_at:%d/%m/%Y}"

    @property
    def is_live(self) -> bool:
        """Whether the code opens the account."""
        return self.used_at is None and self.replaced_at is None and self.expires_at > clock.now()

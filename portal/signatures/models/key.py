"""A key that people of the portal sign with."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SigningKey(models.Model):
    """Where a private key is and whose it is. The key itself is never in the database: it lies in
    a protected file, on a token or with a signing service (`locator` says where).

    A personal key belongs to a `user`; a seal to an `agency`.
    """

    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Chữ ký số cá nhân")
        SEAL = "seal", _("Chữ ký số của cơ quan")

    class Backend(models.TextChoices):
        SOFTWARE = "software", _("Tệp khóa")
        PKCS11 = "pkcs11", _("Thiết bị ký (PKCS#11)")
        CSC = "csc", _("Dịch vụ ký số từ xa")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("loại"), max_length=8, choices=Kind.choices)
    user = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signing_keys",
    )
    agency = models.ForeignKey(
        "agencies.Agency",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="signing_keys",
    )
    backend = models.CharField(_("nơi giữ khóa"), max_length=8, choices=Backend.choices)
    # Software: {"file"}. PKCS#11: {"module", "token_label", "key_id"}. CSC: {"url", "credential"}.
    # A seal that the portal puts on by itself has its PIN here too, encrypted: "pin_encrypted".
    locator = models.JSONField(default=dict)
    # What the certificate says, for lists and warnings; `certificate` is it, as PEM.
    certificate = models.TextField()
    subject = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=64)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    is_active = models.BooleanField(default=True)
    # Wrong PINs of a software key, which counts for itself nowhere (a token does).
    wrong_pins = models.PositiveSmallIntegerField(default=0)
    wrong_since = models.DateTimeField(null=True, blank=True)
    locked_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("khóa ký số")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="personal", user__isnull=False, agency=None)
                | Q(kind="seal", user=None, agency__isnull=False),
                name="signing_key_has_one_holder",
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_active=True), name="one_active_key_of_user"
            ),
            models.UniqueConstraint(
                fields=["agency"], condition=Q(is_active=True), name="one_active_key_of_agency"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

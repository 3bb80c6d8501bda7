"""Three books laid beside each other (đối soát)."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.shared import clock

# How long a provider may be late with what we have booked already.
PATIENCE = timedelta(days=1)


class Reconciliation(models.Model):
    """One provider's day. Running it again replaces its rows.

    The totals are payments less refunds, and `counts` the number of rows by result, both of the
    rows as they were written: a list of days reads these and no rows. `problem` says why the last
    run could not compare; the rows are then those of the run before.
    """

    provider = models.CharField(max_length=20)
    day = models.DateField(_("ngày"))
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    ours_vnd = models.BigIntegerField(default=0)
    provider_vnd = models.BigIntegerField(default=0)
    bank_vnd = models.BigIntegerField(null=True, blank=True)
    counts = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "day"], name="reconciliation_once")
        ]
        indexes = [models.Index(fields=["-day", "provider"], name="reconciliation_days")]

    def __str__(self) -> str:
        return f"{self.provider} {self.day}"


class MovementKind(models.TextChoices):
    """What moved."""

    PAYMENT = "payment", _("Khoản thu")
    REFUND = "refund", _("Khoản hoàn trả")


class ReconciliationResult(models.TextChoices):
    """How the books compare for one movement."""

    MATCHED = "matched", _("Khớp")
    MISSING_HERE = "missing_here", _("Thiếu ở hệ thống")
    MISSING_AT_PROVIDER = "missing_at_provider", _("Thiếu ở đơn vị thanh toán")
    MISSING_AT_BANK = "missing_at_bank", _("Thiếu ở ngân hàng")
    DIFFERENT_AMOUNT = "different_amount", _("Lệch số tiền")


class ReconciliationRow(models.Model):
    """One movement in the three books; an amount that is empty is not in that book (đồng).

    It belongs to the day on which the provider booked it, and only without the provider to the day
    on which we did. `ours_at` and `provider_at` are those moments.
    """

    reconciliation = models.ForeignKey(
        Reconciliation, on_delete=models.CASCADE, related_name="rows"
    )
    kind = models.CharField(max_length=8, choices=MovementKind.choices)
    reference = models.CharField(max_length=255)
    attempt = models.ForeignKey(
        "payments.PaymentAttempt", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refund = models.ForeignKey(
        "payments.Refund", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ours_vnd = models.BigIntegerField(null=True, blank=True)
    provider_vnd = models.BigIntegerField(null=True, blank=True)
    bank_vnd = models.BigIntegerField(null=True, blank=True)
    ours_at = models.DateTimeField(null=True, blank=True)
    provider_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=20, choices=ReconciliationResult.choices)
    problem = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["reconciliation", "kind", "reference"], name="reconciliation_row_once"
            )
        ]
        indexes = [
            models.Index(fields=["reconciliation", "agency", "result"], name="recon_rows"),
            models.Index(fields=["reference"], name="recon_row_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.result}"


class ReconciliationCase(models.Model):
    """A difference that somebody, or the portal itself, has to clear up.

    Without `owner` it waits in the provincial admin's queue. The amounts are those of the day on
    which it was last seen.
    """

    class State(models.TextChoices):
        """`healed`: the portal cleared it up by itself."""

        OPEN = "open", _("Đang xử lý")
        HEALED = "healed", _("Tự khắc phục")
        CLOSED = "closed", _("Đã giải quyết")

    provider = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=MovementKind.choices)
    reference = models.CharField(max_length=255)
    result = models.CharField(max_length=20, choices=ReconciliationResult.choices)
    day = models.DateField()
    attempt = models.ForeignKey(
        "payments.PaymentAttempt", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refund = models.ForeignKey(
        "payments.Refund", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(
        "agencies.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ours_vnd = models.BigIntegerField(null=True, blank=True)
    provider_vnd = models.BigIntegerField(null=True, blank=True)
    bank_vnd = models.BigIntegerField(null=True, blank=True)
    owner = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resolution = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "kind", "reference", "result"], name="reconciliation_case_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(resolution=""),
                name="reconciliation_case_closed_has_resolution",
            ),
        ]
        indexes = [
            models.Index(
                fields=["opened_at"], condition=Q(state="open"), name="reconciliation_case_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.result} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to clear it up."""
        return self.state == self.State.OPEN

    @property
    def age(self) -> timedelta:
        """Since when it is open, or how long it was."""
        return (self.closed_at or clock.now()) - self.opened_at

    @property
    def is_waiting(self) -> bool:
        """The provider may still book it: it is looked at again next night, no person is needed."""
        late = self.result == ReconciliationResult.MISSING_AT_PROVIDER and self.age < PATIENCE
        return self.is_open and late

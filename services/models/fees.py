"""Phí, lệ phí và miễn giảm."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.models.immutability import part_is_immutable
from services.models.revision import Revision


class SetBy(models.TextChoices):
    """Who decides on a fee. A province lowers its own fees (Luật Phí và lệ phí số 97/2015/QH13);
    whether it may lower those of the centre is for the text of each reduction to say."""

    CENTRE = "centre", _("Trung ương")
    PROVINCE = "province", _("HĐND tỉnh")


class FeeItem(models.Model):
    """One fee (phí) or charge (lệ phí) of a revision."""

    class Kind(models.TextChoices):
        FEE = "phi", _("Phí")
        CHARGE = "le_phi", _("Lệ phí")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="fee_items")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=300)
    rule = models.JSONField(help_text=_("Cách tính, xem services/fees"))
    set_by = models.CharField(max_length=8, choices=SetBy.choices, default=SetBy.CENTRE)
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="fee_item_key_once"),
            models.CheckConstraint(
                condition=Q(set_by__in=("centre", "province")), name="fee_item_set_by_known"
            ),
        ]
        triggers = [part_is_immutable()]

    def __str__(self) -> str:
        return self.name


class Reduction(models.Model):
    """Miễn giảm: a dated rule that lowers fees, and the legal text it stands on.

    Without `revision` it is a rule of the province over all procedures in its scope; with one it
    belongs to that revision and is frozen with it. It takes either `percent` or `amount_vnd` off
    each fee in its scope. An empty list or scope means all; what each column may hold is checked
    by `services.fees.checking`.
    """

    class Channel(models.TextChoices):
        ONLINE = "online", _("Nộp trực tuyến")
        COUNTER = "counter", _("Nộp tại quầy")
        ANY = "any", _("Mọi cách nộp")

    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.CASCADE, related_name="reductions"
    )
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=300)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    amount_vnd = models.PositiveIntegerField(null=True, blank=True)
    legal_basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.ANY)
    levels = models.JSONField(default=list)
    fees_set_by = models.CharField(
        max_length=8, choices=SetBy.choices, blank=True, help_text=_("Trống: mọi khoản thu")
    )
    procedure_codes = models.JSONField(default=list, help_text=_("Rỗng: mọi thủ tục"))
    applicant_classes = models.JSONField(default=list, help_text=_("Rỗng: mọi người"))
    condition = models.JSONField(default=dict, help_text=_("Điều kiện trên nội dung kê khai"))
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(revision__isnull=True), name="reduction_key_once"
            ),
            models.UniqueConstraint(fields=["revision", "key"], name="revision_reduction_key_once"),
            models.CheckConstraint(
                # "Is not null" is said as well: a comparison with null lets a row pass.
                condition=Q(percent__isnull=False, percent__range=(1, 100), amount_vnd__isnull=True)
                | Q(percent__isnull=True, amount_vnd__isnull=False, amount_vnd__gt=0),
                name="reduction_percent_or_amount",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="reduction_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=("online", "counter", "any")),
                name="reduction_channel_known",
            ),
            models.CheckConstraint(
                condition=Q(fees_set_by__in=("", "centre", "province")),
                name="reduction_fees_set_by_known",
            ),
        ]
        triggers = [part_is_immutable(when_it_has_a_revision=True)]

    def __str__(self) -> str:
        return self.name

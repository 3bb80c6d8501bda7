"""Phiên bản."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import Agency
from services.models.immutability import revision_is_immutable
from services.models.procedure import Procedure


class Revision(models.Model):
    """Phiên bản: what is published, and binds every dossier filed under it; immutable then.

    `time_value` is a whole number of `time_unit`. `base_fee_vnd` is what a plain case pays at the
    counter (one page, one copy), for lists; it is empty where the published decision states no
    sum and `fee_note` says where it is set. `fingerprint` identifies the content, so that an
    import sees whether anything changed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Bản nháp")
        PUBLISHED = "published", _("Đang áp dụng")
        SUPERSEDED = "superseded", _("Đã thay thế")
        WITHDRAWN = "withdrawn", _("Đã bãi bỏ")

    class TimeUnit(models.TextChoices):
        SAME_DAY = "same_day", _("trong ngày")
        WORKING_DAY = "working_day", _("ngày làm việc")
        DAY = "day", _("ngày")

    class ReturnChannel(models.TextChoices):
        COUNTER = "counter", _("Tại Bộ phận một cửa")
        POST = "post", _("Qua bưu chính công ích")
        ONLINE = "online", _("Trực tuyến")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(choices=[(2, "2"), (3, "3"), (4, "4")])
    agency_level = models.CharField(max_length=10, choices=Agency.Level.choices)
    agency_text = models.CharField(max_length=300)
    handling_agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Chỉ cấp tỉnh; cấp huyện và cấp xã theo nơi công dân chọn"),
    )
    time_value = models.PositiveIntegerField(null=True, blank=True)
    time_unit = models.CharField(max_length=12, choices=TimeUnit.choices, blank=True)
    time_note = models.TextField(blank=True)
    base_fee_vnd = models.PositiveIntegerField(null=True, blank=True)
    fee_note = models.TextField(blank=True)
    eform = models.JSONField(default=dict)
    legal_basis = models.JSONField(default=list)
    results = models.JSONField(default=list)
    return_channels = models.JSONField(default=list)
    source = models.JSONField(default=dict, help_text=_("Nguồn của dữ liệu công bố"))
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(state="published"), name="one_published_revision"
            ),
        ]
        triggers = [revision_is_immutable()]

    def __str__(self) -> str:
        return f"{self.procedure.code} · {self.number}"

"""Phiên bản."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import Agency
from services.levels import LEVELS
from services.models.immutability import revision_is_immutable
from services.models.procedure import Procedure
from services.models.validity import RangeOfOne


class Revision(models.Model):
    """Phiên bản: what is published, and binds every dossier filed under it; immutable then.

    `name` is the procedure's name under this revision. `in_force` is from when until when it
    applies; the ranges of one procedure never overlap. `legal_time_value` is what the law allows
    at most, `time_value` what the province promises; both are whole numbers of `time_unit`.
    `base_fee_vnd` is what a plain case pays at the counter (one page, one copy), for lists; it is
    empty where the published decision states no sum and `fee_note` says where it is set.
    `legal_ends_on` is the first day on which one of the legal texts ends, for lists of what must
    be looked at. `fingerprint` identifies the content, so that an import sees whether anything
    changed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang ghi")
        SCHEDULED = "scheduled", _("Chờ ngày áp dụng")
        PUBLISHED = "published", _("Đang áp dụng")
        SUPERSEDED = "superseded", _("Đã thay thế")
        WITHDRAWN = "withdrawn", _("Đã bãi bỏ")

    class TimeUnit(models.TextChoices):
        SAME_DAY = "same_day", _("trong ngày")
        WORKING_DAY = "working_day", _("ngày làm việc")
        DAY = "day", _("ngày")

    class ClockRule(models.TextChoices):
        NEXT_DAY = "next_day", _("Tính từ ngày làm việc tiếp theo ngày tiếp nhận")
        FIRST_DAY = "first_day", _("Tính cả ngày tiếp nhận")

    class Audience(models.TextChoices):
        CITIZEN = "citizen", _("Công dân")
        BUSINESS = "business", _("Doanh nghiệp, tổ chức")

    class ReturnChannel(models.TextChoices):
        COUNTER = "counter", _("Tại Bộ phận một cửa")
        POST = "post", _("Qua bưu chính công ích")
        ONLINE = "online", _("Trực tuyến")

    class ResultTemplate(models.TextChoices):
        REPLY = "reply", _("Văn bản trả lời (công văn)")
        CERTIFICATE = "certificate", _("Giấy xác nhận, phiếu")
        DECISION = "decision", _("Quyết định")
        EXTRACT = "extract", _("Trích lục")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    name = models.CharField(max_length=600)
    local_code = models.CharField(max_length=40, blank=True)
    sector_name = models.CharField(max_length=200)
    published_at = models.DateTimeField(null=True, blank=True)
    in_force = DateTimeRangeField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(choices=[(each, str(each)) for each in LEVELS])
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
    receiving_agency = models.ForeignKey(
        Agency,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Trống: Trung tâm phục vụ hành chính công, hoặc nơi giải quyết"),
    )
    audiences = models.JSONField(default=list)
    time_value = models.PositiveIntegerField(null=True, blank=True)
    time_unit = models.CharField(max_length=12, choices=TimeUnit.choices, blank=True)
    legal_time_value = models.PositiveIntegerField(null=True, blank=True)
    clock_rule = models.CharField(
        max_length=12, choices=ClockRule.choices, default=ClockRule.NEXT_DAY
    )
    time_note = models.TextField(blank=True)
    base_fee_vnd = models.PositiveIntegerField(null=True, blank=True)
    fee_note = models.TextField(blank=True)
    eform = models.JSONField(default=dict)
    legal_basis = models.JSONField(default=list, help_text=_("Danh sách {text, ends_on}"))
    legal_ends_on = models.DateField(null=True, blank=True)
    results = models.JSONField(default=list)
    # The layout of what comes out of it (templates/pdf/results/).
    result_template = models.CharField(
        max_length=12,
        choices=ResultTemplate.choices,
        default=ResultTemplate.REPLY,
        db_default=ResultTemplate.REPLY,
    )
    return_channels = models.JSONField(default=list)
    notices = models.JSONField(default=dict, help_text=_("Lời nhắn thêm theo sự kiện"))
    source = models.JSONField(default=dict, help_text=_("Nguồn của dữ liệu công bố"))
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(state="published"), name="one_published_revision"
            ),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(state="scheduled"), name="one_scheduled_revision"
            ),
            ExclusionConstraint(
                name="revision_in_force_alone",
                expressions=[
                    (RangeOfOne("procedure"), RangeOperators.OVERLAPS),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(in_force__isnull=False),
                name="revision_in_force_known",
            ),
            models.CheckConstraint(
                condition=Q(legal_time_value__isnull=True)
                | Q(time_value__isnull=True)
                | Q(time_value__lte=models.F("legal_time_value")),
                name="revision_within_legal_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["legal_ends_on"],
                condition=Q(state="published", legal_ends_on__isnull=False),
                name="revision_law_ends",
            )
        ]
        triggers = [revision_is_immutable()]

    def __str__(self) -> str:
        return f"{self.procedure.code} · {self.number}"

    @property
    def legal_texts(self) -> list[str]:
        """The legal texts without their last days."""
        return [law["text"] for law in self.legal_basis]

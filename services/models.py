"""The catalogue: procedures, their immutable revisions, papers, fees, reductions, steps."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import Agency


class Sector(models.Model):
    """Lĩnh vực: the field of administration a procedure belongs to."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Procedure(models.Model):
    """Thủ tục hành chính: one administrative procedure with its national code."""

    code = models.CharField(max_length=40, unique=True)
    local_code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=600)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="procedures")
    current_revision = models.OneToOneField(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    search_text = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Revision(models.Model):
    """Phiên bản: what is published, and binds every dossier filed under it; immutable then."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Bản nháp")
        PUBLISHED = "published", _("Đang áp dụng")
        SUPERSEDED = "superseded", _("Đã thay thế")

    class TimeUnit(models.TextChoices):
        SAME_DAY = "same_day", _("trong ngày")
        WORKING_DAY = "working_day", _("ngày làm việc")
        DAY = "day", _("ngày")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(choices=[(2, "2"), (3, "3"), (4, "4")])
    agency_level = models.CharField(max_length=10, choices=Agency.Level.choices)
    agency_text = models.CharField(max_length=300)
    handling_agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text=_("Chỉ cấp tỉnh; cấp huyện và cấp xã theo nơi công dân chọn"),
    )
    time_value = models.PositiveIntegerField(null=True, blank=True)
    time_unit = models.CharField(max_length=12, choices=TimeUnit.choices, blank=True)
    time_note = models.TextField(blank=True)
    fee_note = models.TextField(blank=True)
    eform = models.JSONField(default=dict)
    legal_basis = models.JSONField(default=list)
    results = models.JSONField(default=list)
    return_channels = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(state="published"), name="one_published_revision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.code} · {self.number}"


class Requirement(models.Model):
    """Thành phần hồ sơ: a paper asked for."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="requirements")
    key = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField()
    name = models.TextField()
    required = models.BooleanField(default=True)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="requirement_key_once")
        ]

    def __str__(self) -> str:
        return self.name


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
    legal_basis = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="fee_item_key_once")
        ]

    def __str__(self) -> str:
        return self.name


class Reduction(models.Model):
    """Miễn giảm: a dated rule that lowers fees, and the legal text it stands on."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=300)
    percent = models.PositiveSmallIntegerField()
    legal_basis = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    online_only = models.BooleanField(default=False)
    levels = models.JSONField(default=list)
    procedure_codes = models.JSONField(default=list, help_text=_("Rỗng: mọi thủ tục"))
    condition = models.JSONField(default=dict, help_text=_("Điều kiện trên nội dung kê khai"))
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """One handling step of a revision."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    budget_hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name

"""From pages of paper to one signed copy per paper."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ScannedPage(models.Model):
    """One page as it came, and how it is to look. The original file is never changed."""

    class Source(models.TextChoices):
        FILE = "file", _("Tệp chọn từ máy")
        SCANNER = "scanner", _("Máy quét")
        CAMERA = "camera", _("Máy ảnh")
        EARLIER = "earlier", _("Bản số hóa trước đây")

    class State(models.TextChoices):
        NEW = "new", _("Đang xử lý")
        READY = "ready", _("Dùng được")
        REFUSED = "refused", _("Không dùng được")
        REMOVED = "removed", _("Đã bỏ")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    intake = models.ForeignKey("counter.Intake", on_delete=models.PROTECT, related_name="pages")
    # Empty: not sorted to a paper yet.
    requirement_key = models.SlugField(max_length=80, blank=True)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=8, choices=Source.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    original_name = models.CharField(max_length=200)
    # The file as it came (several pages may share one PDF) and this page's number in it, from 0.
    original = models.CharField(max_length=200)
    original_page = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    # The straightened picture (job) and its small one, under MEDIA_ROOT.
    picture = models.CharField(max_length=200, blank=True)
    thumbnail = models.CharField(max_length=200, blank=True)
    # Clockwise, degrees: 0, 90, 180, 270; and what the deskewing found, in hundredths of a degree.
    rotation = models.PositiveSmallIntegerField(default=0)
    skew = models.SmallIntegerField(default=0)
    # Kept part of the page, per mille of its sides: [left, top, right, bottom]; empty: all.
    crop = models.JSONField(default=list)
    # dpi, blank, blur, dark … as measured (counter/digitising/measure.py).
    measured = models.JSONField(default=dict)
    # Why it cannot be used, or what the clerk should look at, in words.
    refusal = models.TextField(blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["intake", "state"], name="page_of_intake")]

    def __str__(self) -> str:
        return f"{self.original_name} {self.original_page + 1}"


class PaperCopy(models.Model):
    """Bản sao điện tử of one paper: the PDF/A made of its pages, checked, then signed."""

    class State(models.TextChoices):
        MAKING = "making", _("Đang ghép trang")
        READY = "ready", _("Đạt yêu cầu")
        REFUSED = "refused", _("Chưa đạt")
        SIGNED = "signed", _("Đã ký số")
        REPLACED = "replaced", _("Đã thay")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    intake = models.ForeignKey("counter.Intake", on_delete=models.PROTECT, related_name="copies")
    citizen = models.ForeignKey(
        "accounts.Citizen", null=True, on_delete=models.PROTECT, related_name="paper_copies"
    )
    requirement_key = models.SlugField(max_length=80)
    name = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=State.choices, default=State.MAKING)
    # The pages it was made of, in order, and how they were turned: made anew when this differs.
    made_of = models.JSONField(default=list)
    page_count = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    signed_file = models.CharField(max_length=200, blank=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    # Each check that failed, in words (list of {"code", "text"}).
    problems = models.JSONField(default=list)
    # "Đã đối chiếu bản chính và trả lại": who saw the original, when.
    original_seen_at = models.DateTimeField(null=True, blank=True)
    original_seen_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # How long this copy may be used again for later dossiers; empty: no end known.
    valid_until = models.DateField(null=True, blank=True)
    # The file of the dossier that it has become.
    attachment = models.OneToOneField(
        "dossiers.Attachment",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="paper_copy",
    )
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "requirement_key"],
                # What has become a dossier's file is out of the way of the client's next matter.
                condition=~Q(state="replaced") & Q(attachment=None),
                name="one_copy_of_a_paper",
            )
        ]
        indexes = [
            models.Index(
                fields=["citizen", "-signed_at"],
                name="copies_of_citizen",
                condition=Q(state="signed"),
            )
        ]

    def __str__(self) -> str:
        return self.name

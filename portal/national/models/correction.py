"""What a person mended of what is sent about one dossier or procedure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.shared import clock


class Correction(models.Model):
    """A value sent instead of ours, in this and every later message of the stream.

    Descriptive fields only (portal.national.mapping.correctable): never a code, a state, a time or
    an identity.
    """

    stream = models.CharField(max_length=50)
    field = models.CharField(_("trường"), max_length=40)
    value = models.CharField(_("giá trị gửi đi"), max_length=600)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("giá trị sửa khi gửi")
        constraints = [
            models.UniqueConstraint(fields=["stream", "field"], name="national_correction_once")
        ]

    def __str__(self) -> str:
        return f"{self.stream}: {self.field}"

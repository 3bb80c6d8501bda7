"""Administrative units (places) and agencies (who handles dossiers)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdministrativeUnit(models.Model):
    """A district or commune of the province, by its code of the General Statistics Office."""

    code = models.CharField(max_length=5, unique=True)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    search = models.CharField(max_length=120, db_index=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("đơn vị hành chính")

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """A node of the 4-level tree. `code` is the identifier of QCVN 102:2016, `code_2020` of
    QĐ 20/2020/QĐ-TTg; both are data, never derived from each other."""

    class Level(models.TextChoices):
        CENTRE = "centre", _("UBND tỉnh")
        PROVINCE = "province", _("Cấp tỉnh")
        DISTRICT = "district", _("Cấp huyện")
        COMMUNE = "commune", _("Cấp xã")

    code = models.CharField(max_length=35, unique=True)
    code_2020 = models.CharField(max_length=35, blank=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    unit = models.ForeignKey(
        AdministrativeUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="agencies"
    )
    is_one_stop = models.BooleanField(default=False, help_text=_("Nhận hồ sơ tại quầy"))
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    search = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("cơ quan")

    def __str__(self) -> str:
        return self.name

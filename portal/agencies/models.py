"""Administrative units (places) and agencies (who handles dossiers)."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# Everything that follows relies on it: who does the work of a closed agency is an open one.
HEIR_IS_OPEN = """
    IF (SELECT closed_on IS NOT NULL FROM agencies_agency WHERE id = NEW.heir_id) THEN
        RAISE EXCEPTION 'agency %: its heir is closed', NEW.code
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
"""


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


class AgencyQuerySet(models.QuerySet["Agency"]):
    """What is asked of agencies everywhere."""

    def at_work(self, day: date) -> "AgencyQuerySet":
        """Those that are there on this day: opened, not closed."""
        return self.filter(Q(opened_on__isnull=True) | Q(opened_on__lte=day), closed_on=None)


class Agency(models.Model):
    """A node of the 4-level tree. `code` is the identifier of QCVN 102:2016, `code_2020` of
    QĐ 20/2020/QĐ-TTg; both are data, never derived from each other, and never used again.

    A closed agency stays for ever: history, receipts and old dossiers point to it. `successor` is
    who took its work over on the day it was closed; `heir` is the open agency at the end of that
    chain, kept up to date with every closing, so that no reader walks the chain. Only an open
    agency can become a successor and a closing is final: the chain cannot have a circle.
    """

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
    # Empty: as long as the portal knows.
    opened_on = models.DateField(_("ngày thành lập"), null=True, blank=True)
    closed_on = models.DateField(_("ngày giải thể"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    heir = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="inherited"
    )
    # Grows with every change, so that two admins do not overwrite each other.
    version = models.PositiveIntegerField(default=0)

    objects: ClassVar[AgencyQuerySet] = AgencyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["code"]
        verbose_name = _("cơ quan")
        constraints = [
            models.CheckConstraint(
                condition=Q(successor=None, heir=None)
                | Q(successor__isnull=False, heir__isnull=False, closed_on__isnull=False),
                name="agency_successor_of_closed",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | (~Q(successor=F("id")) & ~Q(heir=F("id"))),
                name="agency_succeeds_another",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="closing_is_final",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "OLD.code IS DISTINCT FROM NEW.code OR (OLD.closed_on IS NOT NULL AND"
                    " (OLD.closed_on, OLD.successor_id, OLD.name) IS DISTINCT FROM"
                    " (NEW.closed_on, NEW.successor_id, NEW.name))"
                ),
                func="RAISE EXCEPTION 'agency %: code and closing are final', OLD.code"
                " USING ERRCODE = 'integrity_constraint_violation';",
            ),
            pgtrigger.Trigger(
                name="successor_is_open",
                operation=pgtrigger.Update | pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("NEW.heir_id IS NOT NULL"),
                func=HEIR_IS_OPEN,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def present(self) -> "Agency":
        """Who does its work now: the agency itself, or its heir (read `heir` with it)."""
        return self.heir or self

    @property
    def is_closed(self) -> bool:
        """Whether it has been closed."""
        return self.closed_on is not None


class AgencyName(models.Model):
    """A name that an agency had before; the present one is in Agency.name."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    since = models.DateTimeField(_("từ"), null=True, blank=True)
    until = models.DateTimeField(_("đến"))

    class Meta:
        ordering = ["until"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "until"], name="agency_name_until_once")
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return self.name

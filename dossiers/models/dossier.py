"""One application under one revision."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.flow import DossierFlow
from dossiers.states import FINAL, OPEN, RUNNING, State
from portal.shared import clock

# A filed dossier is bound by its revision. The one way to another is a move that the citizen has
# agreed to and that has not been carried out; it may change the answers, too, and nothing else.
FROZEN_BUT_FOR_AGREED_MOVES = """
    IF (OLD.code, OLD.applicant, OLD.quote, OLD.owner_id, OLD.filed_at)
        IS NOT DISTINCT FROM (NEW.code, NEW.applicant, NEW.quote, NEW.owner_id, NEW.filed_at)
        AND EXISTS (
            SELECT 1 FROM dossiers_revisionmove
            WHERE dossier_id = OLD.id AND from_revision_id = OLD.revision_id
                AND to_revision_id = NEW.revision_id
                AND consented_at IS NOT NULL AND applied_at IS NULL
        )
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a filed dossier is frozen';
"""


class Dossier(DossierFlow):
    """Hồ sơ. A draft has no code; filing gives it one and freezes answers, revision and quote."""

    class Provenance(models.TextChoices):
        CITIZEN = "citizen", _("Công dân tự nộp")
        HELPED = "helped", _("Công dân nộp, cán bộ hỗ trợ tại quầy")
        DIGITISED = "digitised", _("Cán bộ số hóa hồ sơ giấy")
        POST = "post", _("Qua bưu chính công ích")

    class ReturnChannel(models.TextChoices):
        ONLINE = "online", _("Trực tuyến")
        COUNTER = "counter", _("Tại quầy một cửa")
        POST = "post", _("Qua bưu chính công ích")

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Đồng ý giải quyết")
        REJECTED = "rejected", _("Từ chối giải quyết")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("mã hồ sơ"), max_length=50, unique=True, null=True, blank=True)
    owner = models.ForeignKey("accounts.Citizen", on_delete=models.PROTECT, related_name="dossiers")
    revision = models.ForeignKey(
        "services.Revision", on_delete=models.PROTECT, related_name="dossiers"
    )
    procedure = models.ForeignKey(
        "services.Procedure", on_delete=models.PROTECT, related_name="dossiers"
    )
    receiving_agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+"
    )
    handling_agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+"
    )
    provenance = models.CharField(
        max_length=10, choices=Provenance.choices, default=Provenance.CITIZEN
    )
    return_channel = models.CharField(
        max_length=8, choices=ReturnChannel.choices, default=ReturnChannel.ONLINE
    )
    # A draft keeps what was typed, valid or not; a filed dossier keeps the cleaned values.
    answers = models.JSONField(default=dict)
    # Name, identity number, phone, e-mail and address as they were when it was filed.
    applicant = models.JSONField(default=dict)
    quote = models.JSONField(default=dict)
    fee_vnd = models.PositiveBigIntegerField(default=0)
    paid_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    # The last 4 digits of the identity number, for the public look-up.
    lookup_digits = models.CharField(max_length=4, blank=True)

    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    # The deadline of the present state: to answer a new dossier, then to finish it.
    due_at = models.DateTimeField(null=True, blank=True)
    # Working minutes left when the clock was stopped by a detour.
    remaining_minutes = models.IntegerField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    holder = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Cán bộ đang giữ; trống: cả bộ phận"),
    )
    held_since = models.DateTimeField(null=True, blank=True)
    # An officer's proposal waits for the leader.
    awaiting_decision = models.BooleanField(default=False)
    # Its result waits for a digital signature.
    awaiting_signature = models.BooleanField(default=False, db_default=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("hồ sơ")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DRAFT)
                | (Q(code__isnull=False) & Q(filed_at__isnull=False)),
                name="filed_dossier_has_code",
            ),
        ]
        indexes = [
            # The counter's and the desk's worklists: one agency, one state, oldest due first.
            models.Index(
                fields=["receiving_agency", "state", "due_at", "id"], name="dossier_counter"
            ),
            models.Index(fields=["handling_agency", "state", "due_at", "id"], name="dossier_desk"),
            models.Index(
                fields=["handling_agency", "due_at", "id"],
                name="dossier_desk_open",
                condition=Q(state__in=[State.RECEIVED, State.PROCESSING]),
            ),
            models.Index(
                fields=["receiving_agency", "due_at", "id"],
                name="dossier_counter_open",
                condition=Q(state__in=OPEN),
            ),
            models.Index(fields=["owner", "-saved_at"], name="dossier_owner"),
            # What hangs on a procedure that is about to change.
            models.Index(
                fields=["procedure", "state"],
                name="dossier_unfinished",
                condition=Q(state__in=[State.DRAFT, *OPEN]),
            ),
            models.Index(fields=["filed_at"], name="dossier_filed_at"),
            # Few at any time: results that wait for a digital signature.
            models.Index(
                fields=["handling_agency", "due_at", "id"],
                name="dossier_unsigned",
                condition=Q(awaiting_signature=True),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="frozen_when_filed",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "OLD.code IS NOT NULL AND (OLD.code, OLD.answers, OLD.applicant, OLD.quote,"
                    " OLD.revision_id, OLD.owner_id, OLD.filed_at) IS DISTINCT FROM (NEW.code,"
                    " NEW.answers, NEW.applicant, NEW.quote, NEW.revision_id, NEW.owner_id,"
                    " NEW.filed_at)"
                ),
                func=FROZEN_BUT_FOR_AGREED_MOVES,
            )
        ]

    def __str__(self) -> str:
        return self.code or str(self.key)

    @property
    def is_draft(self) -> bool:
        """Not filed yet."""
        return self.state == State.DRAFT

    @property
    def is_final(self) -> bool:
        """Nothing can follow."""
        return self.state in FINAL

    @property
    def is_late(self) -> bool:
        """A flag: the clock runs and the deadline has passed."""
        return self.state in RUNNING and self.due_at is not None and self.due_at < clock.now()

    @property
    def is_unpaid(self) -> bool:
        """A flag: a fee is due and has not been paid."""
        return self.fee_vnd > 0 and self.paid_at is None

    @property
    def subject(self) -> str:
        """How payments and the action log refer to it."""
        return f"dossier:{self.pk}"

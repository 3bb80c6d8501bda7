"""Bản soạn thảo: a revision in the making."""

import pgtrigger
from django.db import models
from django.db.models import Q

from portal.shared import clock
from services.content import RevisionContent
from services.flow import DraftFlow, DraftState
from services.models.procedure import Procedure
from services.models.revision import Revision


class RevisionDraft(DraftFlow):
    """What admins work on: the content of a revision to be, as one document.

    `version` grows with every edit, so that two admins cannot overwrite each other.
    `base_revision` is what it was opened from; empty for a new procedure. `applies_from` is the
    day asked for (empty: the day of approval). `revision` is what it became.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="drafts")
    base_revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    content_json = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    applies_from = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="Why it was returned, called back, discarded")
    created_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=clock.now)
    edited_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(default=clock.now)
    submitted_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    revision = models.OneToOneField(
        Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="draft"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure"],
                condition=~Q(state__in=[DraftState.PUBLISHED, DraftState.DISCARDED]),
                name="one_open_draft",
            )
        ]
        indexes = [models.Index(fields=["state", "-edited_at", "id"], name="draft_by_state")]

    def __str__(self) -> str:
        return f"{self.procedure.code} · {self.state}"

    @property
    def content(self) -> RevisionContent:
        """The document as a value."""
        return RevisionContent.from_json(self.content_json)

    @property
    def is_editable(self) -> bool:
        """Whether its content may change now."""
        return self.state == DraftState.DRAFT


class DraftEdit(models.Model):
    """One step of a draft: who did what to which part, in words. Four eyes are checked by it."""

    draft = models.ForeignKey(RevisionDraft, on_delete=models.PROTECT, related_name="edits")
    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_name = models.CharField(max_length=200)
    version = models.PositiveIntegerField()
    # "facts", "papers", "form", …; an event of the graph ("submit", "approve") for a step.
    part = models.CharField(max_length=20)
    # Whether it changed the content: who changed it may not approve it.
    changed = models.BooleanField(default=True)
    words = models.CharField(max_length=500)

    class Meta:
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.words}"

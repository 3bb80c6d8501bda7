"""What of a procedure can be compared: its revisions and its open draft."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from services import revision_rows
from services.content import RevisionContent
from services.draft_queries import open_draft_of
from services.models import Procedure, Revision, RevisionDraft

DRAFT = "draft"


@dataclass(frozen=True)
class Version:
    """`value` is its number or "draft", as it stands in the address."""

    value: str
    label: str
    revision: Revision | None = None
    draft: RevisionDraft | None = None

    @property
    def content(self) -> RevisionContent:
        """Its content, read now."""
        if self.draft is not None:
            return self.draft.content
        assert self.revision is not None, "a version is a revision or a draft"
        return revision_rows.read(self.revision)


def versions_of(procedure: Procedure) -> list[Version]:
    """All of them, the newest first; the draft before them."""
    revisions = (
        procedure.revisions.exclude(state=Revision.State.DRAFT)
        .select_related("handling_agency", "receiving_agency", "procedure")
        .order_by("-number")
    )
    found = [Version(str(each.number), _revision_label(each), each) for each in revisions]
    draft = open_draft_of(procedure)
    if draft is not None:
        words = {"state": draft.get_state_display()}
        found.insert(0, Version(DRAFT, _("Bản soạn thảo (%(state)s)") % words, None, draft))
    return found


def _revision_label(revision: Revision) -> str:
    words = {
        "number": revision.number,
        "state": Revision.State(revision.state).label,
    }
    return _("Phiên bản %(number)d (%(state)s)") % words

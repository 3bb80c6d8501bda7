"""The papers that a dossier asks files for now."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dossiers.attachments.replacing import replaced_papers
from dossiers.models import Dossier, Supplement
from dossiers.states import State
from services.binding import binding

# Not among the procedure's papers: whatever else a request for supplements means.
OTHER = "giay-to-khac"


@dataclass(frozen=True)
class Paper:
    """A paper to give files for."""

    key: str
    name: str
    required: bool
    note: str = ""


def asked_for(dossier: Dossier) -> list[Paper]:
    """A draft: every paper of the procedure. A supplement: the papers that were named (all, if
    none was), and anything else the request may mean."""
    if dossier.state == State.SUPPLEMENT_REQUIRED:
        return [*_named(dossier), Paper(OTHER, other_words(), required=False)]
    return papers_of(dossier)


def papers_of(dossier: Dossier) -> list[Paper]:
    """Every paper of the procedure, as the dossier's revision asks for it; what an answer or a
    record stands for is not demanded."""
    bound = binding(dossier.revision_id)
    replaced = replaced_papers(dossier, bound)
    return [
        Paper(
            paper.key,
            paper.name,
            paper.required and paper.key not in replaced,
            "\n".join(text for text in (replaced.get(paper.key, ""), paper.note) if text),
        )
        for paper in bound.requirements
    ]


def other_words() -> str:
    """What files under `OTHER` are called."""
    return _("Giấy tờ khác theo yêu cầu bổ sung")


def _named(dossier: Dossier) -> list[Paper]:
    request = Supplement.objects.filter(dossier=dossier, supplied_at__isnull=True).first()
    keys = set(request.requirement_keys) if request else set()
    papers = papers_of(dossier)
    return [paper for paper in papers if paper.key in keys] or papers

"""The papers of a dossier: what was asked for and how many files were given for each."""

from collections import Counter
from dataclasses import dataclass

from dossiers.models import Attachment, Dossier
from services.binding import binding


@dataclass(frozen=True)
class Paper:
    """One component of the dossier."""

    key: str
    name: str
    originals: int
    copies: int
    files: int


def papers_of(dossier: Dossier) -> list[Paper]:
    """All papers of the revision in order, with the number of accepted files."""
    given = Counter(
        Attachment.objects.filter(dossier=dossier, state=Attachment.State.ACCEPTED).values_list(
            "requirement_key", flat=True
        )
    )
    return [
        Paper(paper.key, paper.name, paper.originals, paper.copies, given[paper.key])
        for paper in binding(dossier.revision_id).requirements
    ]


def given_papers(dossier: Dossier) -> list[Paper]:
    """Those for which there is a file."""
    return [paper for paper in papers_of(dossier) if paper.files]

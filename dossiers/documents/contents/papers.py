"""The papers of a dossier: what was asked for and how many files were given for each."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from dossiers.attachments.fields import file_fields, requirement_key_of
from dossiers.models import Attachment, Dossier
from services.binding import binding
from services.eforms.definition import Field
from services.eforms.fields import BY_NAME


@dataclass(frozen=True)
class Paper:
    """One component of the dossier."""

    key: str
    name: str
    originals: int
    copies: int
    files: int


def papers_of(dossier: Dossier) -> list[Paper]:
    """All papers of the revision in order, then its file fields, with the number of accepted
    files."""
    bound = binding(dossier.revision_id)
    given = Counter(
        Attachment.objects.filter(dossier=dossier, state=Attachment.State.ACCEPTED).values_list(
            "requirement_key", flat=True
        )
    )
    return [
        Paper(paper.key, paper.name, paper.originals, paper.copies, given[paper.key])
        for paper in bound.requirements
    ] + [
        Paper(
            requirement_key_of(field.key),
            _with_files(field, dossier.answers.get(field.key)),
            0,
            0,
            given[requirement_key_of(field.key)],
        )
        for field in file_fields(bound.eform)
    ]


def _with_files(field: Field, answer: Any) -> str:
    """The field's name with those of its files: no number of a paper says which they are."""
    names = BY_NAME[field.type].display(field, answer)
    return f"{field.label} ({names})" if names else field.label


def given_papers(dossier: Dossier) -> list[Paper]:
    """Those for which there is a file."""
    return [paper for paper in papers_of(dossier) if paper.files]

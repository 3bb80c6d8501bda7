"""The papers of a procedure as its page shows them."""

from dataclasses import dataclass

from django.urls import reverse

from services.binding import Binding
from services.models import Requirement
from services.web.replacing import replaced_words


@dataclass(frozen=True)
class ShownPaper:
    """A paper. `template_url` is empty where there is no empty form to download."""

    name: str
    required: bool
    originals: int
    copies: int
    certified: int
    note: str
    replaced: str
    template_name: str = ""
    template_url: str = ""


def shown_papers(bound: Binding) -> list[ShownPaper]:
    """All papers in their order."""
    labels = {field.key: field.label for field in bound.eform.fields()}
    return [_shown(paper, bound.procedure_code, labels) for paper in bound.requirements]


def _shown(paper: Requirement, code: str, labels: dict[str, str]) -> ShownPaper:
    template = paper.template
    return ShownPaper(
        name=paper.name,
        required=paper.required,
        originals=paper.originals,
        copies=paper.copies,
        certified=paper.certified,
        note=paper.note,
        replaced=replaced_words(paper.replaced_by, labels),
        template_name=template.name if template else "",
        template_url=reverse("services:template_file", args=[code, template.key])
        if template
        else "",
    )

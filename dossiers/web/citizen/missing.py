"""What a refused filing names, as links to where it can be mended."""

from collections.abc import Mapping

from django.urls import reverse

from dossiers.actions.file import PROCEDURE
from dossiers.models import Dossier
from dossiers.web.citizen.slots import anchor
from services.binding import binding

_PAPER = "paper-"


def missing_lines(draft: Dossier, errors: Mapping[str, str]) -> list[dict[str, str]]:
    """Lines of the error summary for the errors of actions.file, each with its page and place."""
    eform = binding(draft.revision_id).eform
    section_of = {field.key: section.key for section in eform.sections for field in section.fields}
    papers = reverse("dossiers:draft_papers", args=[draft.key])
    lines = []
    for path, text in errors.items():
        if path == PROCEDURE:
            href = reverse(
                "services:service_detail", args=[binding(draft.revision_id).procedure_code]
            )
        elif path.startswith(_PAPER):
            href = f"{papers}?errors#{anchor(path.removeprefix(_PAPER))}"
        else:
            section = section_of[path.split(".")[0]]
            page = reverse("dossiers:draft_section", args=[draft.key, section])
            href = f"{page}?errors#id_{path}"
        lines.append({"href": href, "text": text})
    return lines

"""What stands in the way of filing, as links to where the clerk can mend it."""

from collections.abc import Mapping

from counter.digitising.ready import FILES
from counter.in_force import REVISION
from counter.models import Intake
from counter.web.intake.steps import FORM, PAPERS, PROCEDURE, href_of
from dossiers.actions.file import PROCEDURE as PROCEDURE_KEY

_PAPER = "paper-"


def lines_of(intake: Intake, errors: Mapping[str, str]) -> list[dict[str, str]]:
    """Lines of an error summary for the errors of sign_and_file and file_for_client."""
    return [{"href": _href(intake, place), "text": text} for place, text in errors.items()]


def _href(intake: Intake, place: str) -> str:
    if place == PROCEDURE_KEY:
        return href_of(intake, PROCEDURE)
    if place in (FILES, REVISION):
        return href_of(intake, FORM)
    if place.startswith(_PAPER):
        # The anchors of templates/counter/papers/_row.html.
        return f"{href_of(intake, PAPERS)}#{_PAPER}{place.removeprefix(_PAPER) or 'none'}"
    if place == "clerk":
        return ""
    return f"{href_of(intake, FORM)}#id_{place}"

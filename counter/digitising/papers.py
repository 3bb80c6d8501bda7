"""The papers that an intake's dossier asks for."""

from counter.models import Intake
from dossiers.attachments.papers import Paper, asked_for


def papers_of_intake(intake: Intake) -> list[Paper]:
    """In the order of the procedure; none while no procedure has been chosen."""
    return asked_for(intake.dossier) if intake.dossier is not None else []


def paper_names(intake: Intake) -> dict[str, str]:
    """What the papers are called, by their key."""
    return {paper.key: paper.name for paper in papers_of_intake(intake)}

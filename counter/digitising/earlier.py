"""The citizen's signed copies of earlier dossiers: what has been digitised once is not again."""

from datetime import date

from django.db.models import Q

from counter.models import Intake, PaperCopy
from dossiers.attachments.papers import Paper

_OFFERED = 20


def earlier_copies(intake: Intake, day: date) -> list[PaperCopy]:
    """What may be used again on `day`: signed, this citizen's, not expired; the newest first."""
    if intake.citizen_id is None:
        return []
    signed = PaperCopy.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=day),
        citizen_id=intake.citizen_id,
        state=PaperCopy.State.SIGNED,
        attachment__isnull=False,
    )
    if intake.dossier_id is not None:
        signed = signed.exclude(attachment__dossier_id=intake.dossier_id)
    return list(signed.order_by("-signed_at", "-id")[:_OFFERED])


def fitting(copies: list[PaperCopy], paper: Paper) -> list[PaperCopy]:
    """For one paper: those of the same key or name first, the others after them."""
    return sorted(copies, key=lambda copy: not _is_same(copy, paper))


def _is_same(copy: PaperCopy, paper: Paper) -> bool:
    return copy.requirement_key == paper.key or copy.name.casefold() == paper.name.casefold()

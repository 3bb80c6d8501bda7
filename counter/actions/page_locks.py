"""What every change of pages begins and ends with."""

import uuid
from collections.abc import Collection, Sequence

from django.http import Http404

from counter.actions.lock_intake import lock_intake
from counter.digitising.copies import refresh_copies, refuse_frozen
from counter.digitising.pages import pages_of
from counter.digitising.papers import paper_names
from counter.models import Intake, ScannedPage
from portal.accounts.actor import Actor
from portal.shared import clock


def lock_pages(
    actor: Actor, key: uuid.UUID, pages: Collection[uuid.UUID], *, and_paper: str | None = None
) -> tuple[Intake, list[ScannedPage]]:
    """The intake locked, and these pages of it in order. `and_paper`: the paper that they go to
    ("" for none). Raises Http404 for pages of another client, Refusal while copies are signed."""
    intake = lock_intake(actor, key)
    wanted = set(pages)
    found = [page for page in pages_of(intake) if page.key in wanted]
    if len(found) != len(wanted):
        raise Http404
    touched = {page.requirement_key for page in found}
    if and_paper is not None:
        paper_or_404(intake, and_paper)
        touched.add(and_paper)
    refuse_frozen(intake, touched)
    return intake, found


def paper_or_404(intake: Intake, requirement_key: str) -> None:
    """Raises Http404 for a paper that the dossier does not ask for."""
    if requirement_key and requirement_key not in paper_names(intake):
        raise Http404


def changed(intake: Intake, requirement_keys: Collection[str]) -> None:
    """Note that the intake has grown, and have these papers put together anew."""
    intake.saved_at = clock.now()
    intake.save(update_fields=["saved_at"])
    refresh_copies(intake, requirement_keys)


def place_in_order(pages: Sequence[ScannedPage]) -> None:
    """Number these pages in the order given."""
    for number, page in enumerate(pages, start=1):
        page.position = number
    ScannedPage.objects.bulk_update(pages, ["position"])

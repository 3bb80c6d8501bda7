"""Put pages away, and take them back: nothing is deleted while the intake is open."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.http import Http404

from counter import jobs
from counter.actions.lock_intake import lock_intake
from counter.actions.page_locks import changed, lock_pages
from counter.digitising.copies import refuse_frozen
from counter.digitising.findings import BLANK
from counter.digitising.pages import findings, pages_of
from counter.models import ScannedPage
from portal.accounts.actor import Actor


def remove_pages(*, actor: Actor, key: uuid.UUID, pages: Collection[uuid.UUID]) -> int:
    """How many were put away. Raises Http404, Refusal (the paper is signed)."""
    with transaction.atomic():
        intake, found = lock_pages(actor, key, pages)
        _put_away(found)
        changed(intake, {page.requirement_key for page in found})
        return len(found)


def remove_blanks(*, actor: Actor, key: uuid.UUID) -> int:
    """Put away every blank page that the clerk has not said to keep; those of papers that are
    signed stay. How many it was. Raises Http404, Refusal."""
    with transaction.atomic():
        intake = lock_intake(actor, key)
        blank = [
            page
            for page in pages_of(intake)
            if any(one.code == BLANK for one in findings(page, set()))
        ]
        refuse_frozen(intake, {page.requirement_key for page in blank})
        _put_away(blank)
        changed(intake, {page.requirement_key for page in blank})
        return len(blank)


def restore_page(*, actor: Actor, key: uuid.UUID, page: uuid.UUID) -> None:
    """Take a page back to where it was. Raises Http404, Refusal (the paper is signed)."""
    with transaction.atomic():
        intake = lock_intake(actor, key)
        found = ScannedPage.objects.filter(
            intake=intake, key=page, state=ScannedPage.State.REMOVED
        ).first()
        if found is None:
            raise Http404
        refuse_frozen(intake, [found.requirement_key])
        # Of a scanner's file that could not be used there is nothing to prepare.
        found.state = ScannedPage.State.NEW if found.original else ScannedPage.State.REFUSED
        found.save(update_fields=["state"])
        if found.original:
            jobs.defer(jobs.PREPARE_PAGE, page_id=found.pk)
        changed(intake, {found.requirement_key})


def _put_away(pages: list[ScannedPage]) -> None:
    ScannedPage.objects.filter(pk__in=[page.pk for page in pages]).update(
        state=ScannedPage.State.REMOVED
    )

"""Sort pages: to another paper, to another place within it."""

import uuid
from collections.abc import Collection

from django.db import transaction

from counter.actions.page_locks import changed, lock_pages, place_in_order
from counter.digitising.pages import pages_of_paper
from counter.models import Intake, ScannedPage
from portal.accounts.actor import Actor


def move_pages(
    *,
    actor: Actor,
    key: uuid.UUID,
    pages: Collection[uuid.UUID],
    requirement_key: str,
    before: uuid.UUID | None = None,
) -> None:
    """Move pages to a paper ("" for unsorted), in their present order: before one of its pages,
    or to its end. Raises Http404, Refusal (a paper is signed)."""
    with transaction.atomic():
        intake, moved = lock_pages(actor, key, pages, and_paper=requirement_key)
        left = {page.requirement_key for page in moved}
        _put(intake, moved, requirement_key, before)
        changed(intake, {*left, requirement_key})


def shift_page(*, actor: Actor, key: uuid.UUID, page: uuid.UUID, step: int) -> None:
    """Move one page `step` places on (negative: back) within its paper. Raises as `move_pages`."""
    with transaction.atomic():
        intake, [moved] = lock_pages(actor, key, [page])
        own = pages_of_paper(intake, moved.requirement_key)
        at = next(number for number, one in enumerate(own) if one.pk == moved.pk)
        own.insert(max(0, min(len(own) - 1, at + step)), own.pop(at))
        place_in_order(own)
        changed(intake, {moved.requirement_key})


def split_paper(*, actor: Actor, key: uuid.UUID, page: uuid.UUID, requirement_key: str) -> None:
    """Move this page and all that follow it in its paper to another paper: what two papers on one
    stack were scanned into. Raises as `move_pages`."""
    with transaction.atomic():
        intake, [first] = lock_pages(actor, key, [page], and_paper=requirement_key)
        own = pages_of_paper(intake, first.requirement_key)
        at = next(number for number, one in enumerate(own) if one.pk == first.pk)
        _put(intake, own[at:], requirement_key, None)
        changed(intake, {first.requirement_key, requirement_key})


def _put(
    intake: Intake, moved: list[ScannedPage], requirement_key: str, before: uuid.UUID | None
) -> None:
    ids = {page.pk for page in moved}
    there = [page for page in pages_of_paper(intake, requirement_key) if page.pk not in ids]
    at = next((number for number, one in enumerate(there) if one.key == before), len(there))
    ScannedPage.objects.filter(pk__in=ids).update(requirement_key=requirement_key)
    for page in moved:
        page.requirement_key = requirement_key
    place_in_order([*there[:at], *moved, *there[at:]])

"""What digitising needed and nobody needs any more is deleted some days after the client left."""

from datetime import timedelta
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from counter.models import Intake, PaperCopy, ScannedPage
from dossiers.models import Attachment
from portal.shared import clock
from portal.shared.uploads import store
from portal.signatures.signed_files import FOLDER

AT_MOST = 1000
# Where scans, their pictures and copies that are not signed lie. What is signed lies elsewhere.
_WORKING, _SIGNED = ("scans/", "copies/"), (f"{FOLDER}/",)


def delete_working_files(at_most: int = AT_MOST) -> int:
    """Delete scans, pictures and copies of intakes that were closed INTAKE_FILES_DAYS ago; of how
    many. Never a file of a dossier, nor a signed copy that is one or was taken from one; the rows
    stay, with what was scanned when, by whom, its fingerprint and measures.

    Each intake in a transaction of its own. Files first, then the rows that name them: killed in
    between, the rows still tell the next run what to delete, and a file that is gone is no mistake.
    The other way round nobody would know of the files any more.
    """
    due = Intake.objects.filter(
        state=Intake.State.CLOSED,
        files_deleted_at=None,
        closed_at__lt=clock.now() - timedelta(days=settings.INTAKE_FILES_DAYS),
    )
    keys = list(due.order_by("closed_at").values_list("pk", flat=True)[:at_most])
    return sum(_delete(pk) for pk in keys)


@transaction.atomic
def _delete(pk: int) -> bool:
    # A late job that prepares a page, or puts a paper together, waits here and then finds nothing
    # to do: it deletes what it has made itself.
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=pk)
    if intake.files_deleted_at is not None:
        return False
    store.delete_all(_places_of(intake))
    pages = ScannedPage.objects.filter(intake=intake)
    pages.filter(state=ScannedPage.State.NEW).update(state=ScannedPage.State.REMOVED)
    pages.update(original="", picture="", thumbnail="")
    copies = PaperCopy.objects.filter(intake=intake)
    copies.filter(state=PaperCopy.State.MAKING).update(state=PaperCopy.State.REPLACED)
    copies.update(file="")
    _never_filed(copies).update(signed_file="")
    intake.files_deleted_at = clock.now()
    intake.save(update_fields=["files_deleted_at"])
    return True


def _places_of(intake: Intake) -> set[str]:
    pages = ScannedPage.objects.filter(intake=intake)
    copies = PaperCopy.objects.filter(intake=intake)
    named = {
        *chain.from_iterable(pages.values_list("original", "picture", "thumbnail")),
        *copies.values_list("file", flat=True),
    }
    working = {place for place in named if place.startswith(_WORKING)} - _kept(intake)
    return working | _signed_for_nothing(copies)


def _never_filed(copies: QuerySet[PaperCopy]) -> QuerySet[PaperCopy]:
    """Signed, but the client left before the dossier was filed: nobody is offered them again. What
    was taken from an earlier dossier (made of no page) is that one's."""
    return copies.filter(state=PaperCopy.State.SIGNED, attachment=None).exclude(made_of=[])


def _signed_for_nothing(copies: QuerySet[PaperCopy]) -> set[str]:
    places = set(_never_filed(copies).values_list("signed_file", flat=True))
    signed = {place for place in places if place.startswith(_SIGNED)}
    if not signed:
        return signed
    files = Attachment.objects.filter(Q(file__in=signed) | Q(rendition__in=signed))
    elsewhere = PaperCopy.objects.filter(signed_file__in=signed).exclude(pk__in=copies)
    shown = signed.difference(*files.values_list("file", "rendition"))
    return shown - set(elsewhere.values_list("signed_file", flat=True))


def _kept(intake: Intake) -> set[str]:
    """What a dossier's file or a signed copy names stays, wherever it lies."""
    kept = set(PaperCopy.objects.filter(intake=intake).values_list("signed_file", flat=True))
    files = Attachment.objects.filter(
        Q(dossier_id=intake.dossier_id) | Q(paper_copy__intake=intake), dossier__isnull=False
    )
    return kept.union(*files.values_list("file", "rendition"))

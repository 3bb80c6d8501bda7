"""A document that somebody opens is there, or is being made."""

from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from dossiers import jobs
from dossiers.documents.freshness import is_current
from dossiers.models import Document

_UNDER_WAY = ("todo", "doing")


def ensure_document(*, document: Document) -> bool:
    """True when its PDF can be shown; else a job makes it (one, however often people look)."""
    if is_current(document):
        return True
    with transaction.atomic():
        # Two people who look at once wait for each other here, and defer one job.
        Document.objects.select_for_update().get(pk=document.pk)
        if not _is_under_way(document):
            jobs.defer(jobs.RENDER_DOCUMENT, document_id=document.pk)
    return False


def _is_under_way(document: Document) -> bool:
    return ProcrastinateJob.objects.filter(
        task_name=jobs.RENDER_DOCUMENT,
        status__in=_UNDER_WAY,
        args__document_id=document.pk,
    ).exists()

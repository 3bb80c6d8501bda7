"""Nobody's papers are kept for a question: the answers are forgotten too."""

from datetime import timedelta

from django.db import transaction

from portal.shared import clock
from portal.shared.uploads.store import delete_all
from portal.signatures.models import SignatureCheck

KEPT_FOR = timedelta(hours=1)


@transaction.atomic
def forget_checks() -> int:
    """Delete what was asked for more than an hour ago; how many there were."""
    old = SignatureCheck.objects.filter(asked_at__lt=clock.now() - KEPT_FOR)
    places = [place for place in old.values_list("file", flat=True) if place]
    count, _ = old.delete()
    transaction.on_commit(lambda: delete_all(places))
    return count

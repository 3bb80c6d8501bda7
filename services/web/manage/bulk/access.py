"""Pages of one batch."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest, FreshProofRequired
from services.batches.queries import batch_by
from services.models import Batch
from services.web.manage.access import ManageView

UNUSABLE, MOVED_ON, DENIED = 422, 409, 403


@method_decorator(never_cache, name="dispatch")
class BatchView(ManageView):
    """`self.batch`. An unknown key is a 404."""

    batch: Batch

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate, then the batch."""
        gate = self.gate(request)
        if gate is not None:
            return gate
        self.find(request, kwargs["key"])  # type: ignore[arg-type]
        return super().dispatch(request, *args, **kwargs)

    def find(self, request: ActorRequest, key: Any) -> None:
        """Reads what the page is about. Raises Http404."""
        try:
            self.batch = batch_by(request.actor, key)
        except Batch.DoesNotExist as error:
            raise Http404 from error


class ProvenBatchView(FreshProofRequired, BatchView):
    """The same with a second factor shown a moment ago."""

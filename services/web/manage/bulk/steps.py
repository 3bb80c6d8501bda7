"""The steps of a batch: handed in, approved by another admin, thrown away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, Refusal, StalePage
from services.actions.approve_batch import approve_batch
from services.actions.discard_batch import LONGEST, discard_batch
from services.actions.submit_batch import submit_batch
from services.batches.queries import batch_by
from services.models import Batch
from services.web.manage.bulk import words
from services.web.manage.bulk.access import (
    DENIED,
    MOVED_ON,
    UNUSABLE,
    BatchView,
    ProvenBatchView,
)
from services.web.manage.bulk.batches import batch_page


class DiscardForm(forms.Form):
    """Why it is not approved."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )


def _refused(request: ActorRequest, batch: Batch, refusal: Refusal) -> HttpResponse:
    status = MOVED_ON if isinstance(refusal, StalePage) else DENIED
    fresh = batch_by(request.actor, batch.key)
    return batch_page(request, fresh, errors=[{"text": str(refusal)}], status=status)


class BatchSubmitView(BatchView):
    """The button "Trình duyệt"."""

    def get(self, request: ActorRequest, key: Any) -> HttpResponse:
        """Reloading: back to the batch."""
        return redirect("services:manage_batch", key=key)

    def post(self, request: ActorRequest, key: Any) -> HttpResponse:
        """Hand it in."""
        try:
            submit_batch(actor=request.actor, batch=self.batch)
        except (NotAllowed, StalePage) as refusal:
            return _refused(request, self.batch, refusal)
        messages.success(request, _("Đã trình duyệt. Một quản trị khác duyệt thì mới thực hiện."))
        return redirect("services:manage_batch", key=key)


class BatchApproveView(ProvenBatchView):
    """What will be done, and the button "Duyệt và thực hiện"."""

    def get(self, request: ActorRequest, key: Any) -> HttpResponse:
        """The page, when it waits for somebody else's approval."""
        if self.batch.state != Batch.State.APPROVAL:
            return redirect("services:manage_batch", key=key)
        context = {
            "batch": self.batch,
            "counts": words.counts(self.batch),
            "asked": words.asked(self.batch),
            "is_asker": self.batch.asked_by_id == request.actor.user_id,
        }
        return render(request, "manage/bulk/approve.html", context)

    def post(self, request: ActorRequest, key: Any) -> HttpResponse:
        """Let a job carry it out."""
        try:
            approve_batch(actor=request.actor, batch=self.batch)
        except (NotAllowed, StalePage) as refusal:
            return _refused(request, self.batch, refusal)
        messages.success(request, _("Đã duyệt. Hệ thống đang thực hiện."))
        return redirect("services:manage_batch", key=key)


class BatchDiscardView(BatchView):
    """The page that asks once more, and the button."""

    def get(self, request: ActorRequest, key: Any) -> HttpResponse:
        """The form."""
        return self._page(request, DiscardForm())

    def post(self, request: ActorRequest, key: Any) -> HttpResponse:
        """Throw it away."""
        form = DiscardForm(request.POST)
        form.is_valid()
        try:
            discard_batch(
                actor=request.actor,
                batch=self.batch,
                reason=form.cleaned_data.get("reason", ""),
            )
        except InvalidInput as refusal:
            for name, text in refusal.errors.items():
                form.add_error(name, text)
            return self._page(request, form, status=UNUSABLE)
        except (NotAllowed, StalePage) as refusal:
            return _refused(request, self.batch, refusal)
        messages.success(request, _("Đã bỏ đợt thay đổi. Danh mục giữ nguyên."))
        return redirect("services:manage_batches")

    def _page(self, request: ActorRequest, form: DiscardForm, status: int = 200) -> HttpResponse:
        context = {
            "batch": self.batch,
            "form": form,
            "is_asker": self.batch.asked_by_id == request.actor.user_id,
        }
        return render(request, "manage/bulk/discard.html", context, status=status)

"""Copies on the page of the papers: looked at, used again, how long they are good for."""

import uuid
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from counter.actions.mark_original_seen import set_validity
from counter.actions.reuse_copy import drop_reused, reuse_copy
from counter.digitising.earlier import earlier_copies
from counter.digitising.pages import copies_of, pages_of
from counter.models import ScannedPage
from counter.web.intake.base import UNUSABLE
from counter.web.papers.page import PapersPage
from counter.web.papers.shown import page_address
from portal.accounts.web.access import ActorRequest
from portal.shared import clock
from portal.shared.errors import Refusal
from portal.shared.web.serving import send_file

_KINDS = ("picture", "thumbnail")


class IntakePagePictureView(PapersPage):
    """The picture of a page (`picture`), or the small one (`thumbnail`)."""

    def get(self, request: ActorRequest, page: uuid.UUID, kind: str) -> HttpResponseBase:
        """JPEG, kept by no cache."""
        found = next((one for one in self._pages() if one.key == page), None)
        if found is None or kind not in _KINDS:
            raise Http404
        place = found.picture if kind == "picture" else found.thumbnail
        return send_file(place, media_type="image/jpeg", name=f"{kind}.jpg", private=False)

    def _pages(self) -> list[ScannedPage]:
        return pages_of(self.intake)


class IntakeCopyFileView(PapersPage):
    """The PDF of a paper: this intake's, or an earlier one that is offered."""

    def get(self, request: ActorRequest, copy: uuid.UUID) -> HttpResponseBase:
        """The signed file where there is one."""
        offered = [*copies_of(self.intake), *earlier_copies(self.intake, clock.today())]
        found = next((one for one in offered if one.key == copy), None)
        if found is None:
            raise Http404
        return send_file(
            found.signed_file or found.file, media_type="application/pdf",
            name=f"{found.name[:80]}.pdf", private=False,
        )  # fmt: skip


class IntakeCopyReuseView(PapersPage):
    """POST `paper` and `copy`: an earlier copy stands for the paper; without `copy` no more."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloading after signing in again: back to the papers."""
        return redirect(page_address(self.intake))

    def post(self, request: ActorRequest) -> HttpResponse:
        """Back to the papers."""
        paper, copy = request.POST.get("paper", ""), request.POST.get("copy", "")
        try:
            if copy:
                reuse_copy(
                    actor=request.actor, key=self.intake.key, copy=_key(copy), requirement_key=paper
                )
            else:
                drop_reused(actor=request.actor, key=self.intake.key, requirement_key=paper)
        except Refusal as refusal:
            errors = [{"href": f"#paper-{paper}", "text": str(refusal)}]
            return self.page(request, errors=errors, status=UNUSABLE)
        return redirect(f"{page_address(self.intake)}#paper-{paper}")


class IntakeCopyValidityView(PapersPage):
    """POST `paper` and `until` (empty: no end): how long the copy may be used again."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloading after signing in again: back to the papers."""
        return redirect(page_address(self.intake))

    def post(self, request: ActorRequest) -> HttpResponse:
        """Back to the papers."""
        paper, typed = request.POST.get("paper", ""), request.POST.get("until", "").strip()
        try:
            until = date.fromisoformat(typed) if typed else None
            if until and until < clock.today():
                raise Refusal(_("Giấy tờ này đã hết hạn. Hãy xem lại ngày, hoặc để trống."))
            set_validity(
                actor=request.actor, key=self.intake.key, requirement_key=paper, until=until
            )
        except ValueError:
            words = _("Ngày không đúng. Hãy nhập như 31/12/2026, hoặc để trống.")
            return self._wrong(request, paper, words)
        except Refusal as refusal:
            return self._wrong(request, paper, str(refusal))
        return redirect(f"{page_address(self.intake)}#paper-{paper}")

    def _wrong(self, request: ActorRequest, paper: str, words: str) -> HttpResponse:
        errors = [{"href": f"#until-{paper}", "text": words}]
        return self.page(request, errors=errors, typed=request.POST, status=UNUSABLE)


def _key(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError as error:
        raise Http404 from error

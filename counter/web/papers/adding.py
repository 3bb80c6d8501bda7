"""`/counter/intake/<uuid>/pages/add/`: files chosen, dropped or photographed."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from counter.actions.add_pages import Added, add_pages
from counter.models import ScannedPage
from counter.web.intake.base import TOO_MANY, UNUSABLE
from counter.web.papers.page import PapersPage
from counter.web.papers.shown import page_address
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.rate_limit.limit import Limit, TooManyTries

ADDING = Limit("counter_pages", times=600, seconds=600)
_SOURCES = {"camera": ScannedPage.Source.CAMERA}


class IntakePagesAddView(PapersPage):
    """POST `file` (one or many), `paper` (empty: to be sorted), `source`."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloading after signing in again: back to the papers."""
        return redirect(page_address(self.intake))

    def post(self, request: ActorRequest) -> HttpResponse:
        """Each file by itself: one that cannot be used takes no other with it."""
        alone = bool(request.headers.get("X-Upload"))
        try:
            ADDING.spend(f"user:{request.user.pk}")
        except TooManyTries as refusal:
            if alone:
                return JsonResponse({"error": str(refusal)}, status=TOO_MANY)
            return self.page(request, errors=[_error(str(refusal))], status=TOO_MANY)
        added, errors = self._add(request)
        if alone:
            return _told(added, errors)
        if errors:
            return self.page(
                request, errors=[_error(text) for text in errors], said=_said(added),
                status=UNUSABLE,
            )  # fmt: skip
        twins = [one for one in added if one.twins]
        if twins:
            return self.page(request, said=_said(added))
        return redirect(page_address(self.intake))

    def _add(self, request: ActorRequest) -> tuple[list[Added], list[str]]:
        uploads = request.FILES.getlist("file")
        if not uploads:
            return [], [_("Chọn tệp trước khi bấm “Thêm”.")]
        added, errors = [], []
        for upload in uploads:
            try:
                added.append(
                    add_pages(
                        actor=request.actor,
                        key=self.intake.key,
                        requirement_key=request.POST.get("paper", ""),
                        upload=upload,
                        source=_SOURCES.get(request.POST.get("source", ""), "file"),
                        again="X-Again" in request.headers,
                    )
                )
            except InvalidInput as refusal:
                errors.append(f"{upload.name}: {refusal.errors['file']}")
            except Refusal as refusal:
                errors.append(f"{upload.name}: {refusal}")
        return added, errors


def _told(added: list[Added], errors: list[str]) -> HttpResponse:
    if errors:
        return JsonResponse({"error": " ".join(errors)}, status=UNUSABLE)
    return JsonResponse({"pages": sum(one.pages for one in added), "said": _said(added)})


def _said(added: list[Added]) -> list[str]:
    """What the clerk should know of the files that were taken."""
    found = []
    for one in added:
        words = _("Đã thêm %(name)s: %(pages)d trang.") % {"name": one.name, "pages": one.pages}
        if one.twins:
            words += " " + _("%(twins)d trang đã có trong lượt này; hãy xem lại.") % {
                "twins": one.twins
            }
        found.append(words)
    return found


def _error(text: str) -> dict[str, str]:
    return {"href": "#add-files", "text": text}

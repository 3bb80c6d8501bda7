"""`/counter/intake/<uuid>/papers/`: pages into papers."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from counter.digitising.pages import copies_of, pages_of
from counter.web.intake.base import IntakePage
from counter.web.intake.steps import PAPERS, SIGN, href_of
from counter.web.papers.shown import shown, stamp_of, watches_scanner
from portal.accounts.web.access import ActorRequest


class PapersPage(IntakePage):
    """What the pages and posts of this step share."""

    step = PAPERS
    needs = ("citizen", "consent", "draft")

    def page(
        self,
        request: ActorRequest,
        *,
        errors: Sequence[Mapping[str, str]] = (),
        said: Sequence[str] = (),
        wanted: uuid.UUID | str | None = None,
        typed: Mapping[str, Any] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page: `errors` with where they belong, `said` what was done."""
        found = shown(self.intake, str(wanted or request.GET.get("page", "")))
        context = {
            "shown": found,
            "errors": list(errors),
            "said": list(said),
            "typed": typed or {},
            "sign_href": href_of(self.intake, SIGN),
            "scanner": watches_scanner(self.intake),
            "cropped": _cropped(found.current.page.crop) if found.current else [],
        }
        return self.show(request, "counter/papers/papers.html", context, status=status)


class IntakePapersView(PapersPage):
    """The tray, the papers, the preview."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """`?page=` chooses what the preview shows, `?said=` what has just been done."""
        said = _done().get(request.GET.get("done", ""), "")
        return self.page(request, said=[said] if said else [])


class IntakePapersStateView(PapersPage):
    """GET: whether there is something new to show (static/js/papers.js asks)."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """A stamp that changes with what the page shows."""
        return JsonResponse({"stamp": stamp_of(pages_of(self.intake), copies_of(self.intake))})


def _cropped(crop: list[int]) -> list[dict[str, Any]]:
    """The four numbers of the crop, in per cent, as the form shows them."""
    left, top, right, bottom = crop or [0, 0, 1000, 1000]
    return [
        {"name": "left", "label": _("Trái"), "value": left // 10},
        {"name": "top", "label": _("Trên"), "value": top // 10},
        {"name": "right", "label": _("Phải"), "value": right // 10},
        {"name": "bottom", "label": _("Dưới"), "value": bottom // 10},
    ]


def _done() -> dict[str, str]:
    return {
        "blanks": _("Đã bỏ các trang trắng. Có thể lấy lại ở cuối trang."),
        "removed": _("Đã bỏ trang. Có thể lấy lại ở cuối trang."),
    }

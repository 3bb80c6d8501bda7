"""POSTs about pages: sorted, turned, cropped, put away; each leads back to the papers."""

import uuid
from collections.abc import Callable
from itertools import dropwhile

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from counter.actions.edit_page import accept_page, crop_page, turn_pages
from counter.actions.mark_original_seen import mark_original_seen
from counter.actions.move_pages import move_pages, shift_page, split_paper
from counter.actions.remove_page import remove_blanks, remove_pages, restore_page
from counter.digitising.pages import pages_of
from counter.digitising.papers import paper_names
from counter.web.intake.base import UNUSABLE
from counter.web.papers.page import PapersPage
from counter.web.papers.shown import page_address
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, Refusal, StalePage

_TURNS = {"right": 90, "upside": 180, "left": 270}
_SIDES = ("left", "top", "right", "bottom")


class IntakePagesSortView(PapersPage):
    """POST `do`, on the ticked pages (`page`, several), else on the one in the preview
    (`current`), with `whole` on all loose pages of its file."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """Reloading after signing in again: back to the papers."""
        return redirect(page_address(self.intake))

    def post(self, request: ActorRequest) -> HttpResponse:
        """`do` is a word and, after a colon, what it is about."""
        word, _colon, about = request.POST.get("do", "").partition(":")
        act = self._acts().get(word)
        if act is None:
            raise Http404
        try:
            current = act(request, about)
        except (StalePage, NotAllowed):
            raise
        except InvalidInput as refusal:
            errors = [{"href": f"#id_{key}", "text": text} for key, text in refusal.errors.items()]
            return self._again(request, errors)
        except Refusal as refusal:
            return self._again(request, [{"href": "#papers", "text": str(refusal)}])
        done = {"blanks": "blanks", "remove": "removed"}.get(word, "")
        address = page_address(self.intake, current)
        if done:
            address += f"{'&' if '?' in address else '?'}done={done}"
        return redirect(address)

    def _acts(self) -> dict[str, Callable[[ActorRequest, str], uuid.UUID | None]]:
        return {
            "to": self._to, "split": self._split, "turn": self._turn, "crop": self._crop,
            "whole": self._whole, "up": self._up, "down": self._down, "accept": self._accept,
            "remove": self._remove, "restore": self._restore, "blanks": self._blanks,
            "seen": self._seen, "unseen": self._unseen,
        }  # fmt: skip

    def _again(self, request: ActorRequest, errors: list[dict[str, str]]) -> HttpResponse:
        wanted = request.POST.get("current", "")
        return self.page(request, errors=errors, wanted=wanted, typed=request.POST, status=UNUSABLE)

    def _to(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        """To a paper: `about`, or what the select says. Then on to the next page of no paper."""
        paper = about or request.POST.get("paper", "")
        if paper == "-":
            paper = ""
        pages = self._chosen(request, with_file=True)
        move_pages(
            actor=request.actor, key=self.intake.key, pages=pages, requirement_key=paper,
            before=_key(request.POST.get("before", "")),
        )  # fmt: skip
        asked = paper_names(self.intake)
        loose = [page.key for page in pages_of(self.intake) if page.requirement_key not in asked]
        return next((key for key in loose if key not in pages), pages[0])

    def _split(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        page = self._current(request)
        paper = request.POST.get("split_to", "")
        split_paper(
            actor=request.actor, key=self.intake.key, page=page,
            requirement_key="" if paper == "-" else paper,
        )  # fmt: skip
        return page

    def _turn(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        if about not in _TURNS:
            raise Http404
        pages = self._chosen(request)
        turn_pages(actor=request.actor, key=self.intake.key, pages=pages, clockwise=_TURNS[about])
        return pages[0]

    def _crop(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        page = self._current(request)
        crop_page(actor=request.actor, key=self.intake.key, page=page, crop=_box(request))
        return page

    def _whole(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        page = self._current(request)
        crop_page(actor=request.actor, key=self.intake.key, page=page, crop=[])
        return page

    def _up(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        page = self._current(request)
        shift_page(actor=request.actor, key=self.intake.key, page=page, step=-1)
        return page

    def _down(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        page = self._current(request)
        shift_page(actor=request.actor, key=self.intake.key, page=page, step=1)
        return page

    def _accept(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        page = self._current(request)
        accept_page(actor=request.actor, key=self.intake.key, page=page)
        return page

    def _remove(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        """Then the page after it."""
        pages = self._chosen(request)
        keys = [page.key for page in pages_of(self.intake)]
        remove_pages(actor=request.actor, key=self.intake.key, pages=pages)
        after = dropwhile(lambda key: key != pages[0], keys)
        return next((key for key in after if key not in pages), None)

    def _restore(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        page = _key(about) or uuid.uuid4()
        restore_page(actor=request.actor, key=self.intake.key, page=page)
        return page

    def _blanks(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        remove_blanks(actor=request.actor, key=self.intake.key)
        return None

    def _seen(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        """Of one paper, or of all that have pages."""
        papers = [about] if about else []
        mark_original_seen(actor=request.actor, key=self.intake.key, requirement_keys=papers)
        return _key(request.POST.get("current", ""))

    def _unseen(self, request: ActorRequest, about: str) -> uuid.UUID | None:
        mark_original_seen(
            actor=request.actor, key=self.intake.key, requirement_keys=[about], seen=False
        )
        return _key(request.POST.get("current", ""))

    def _chosen(self, request: ActorRequest, *, with_file: bool = False) -> list[uuid.UUID]:
        """The ticked pages; else the one in the preview, with the rest of its file that lies
        beside it when that is asked for."""
        ticked = [_key(typed) or uuid.uuid4() for typed in request.POST.getlist("page")]
        if ticked:
            return ticked
        current = self._current(request)
        if not (with_file and request.POST.get("whole")):
            return [current]
        pages = pages_of(self.intake)
        own = next((page for page in pages if page.key == current), None)
        if own is None:
            raise Http404
        together = [
            page.key
            for page in pages
            if (page.original, page.requirement_key) == (own.original, own.requirement_key)
        ]
        return together or [current]

    def _current(self, request: ActorRequest) -> uuid.UUID:
        key = _key(request.POST.get("current", ""))
        if key is None:
            raise Refusal(_("Chọn ít nhất một trang rồi bấm lại."))
        return key


def _key(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


def _box(request: ActorRequest) -> list[int]:
    """The typed per cents as per mille. Raises InvalidInput."""
    typed = [request.POST.get(f"crop_{side}", "").strip().replace(",", ".") for side in _SIDES]
    try:
        return [round(float(number) * 10) for number in typed]
    except (ValueError, OverflowError) as error:
        words = _("Nhập bốn số từ 0 đến 100, ví dụ 0, 0, 100 và 50 để giữ nửa trên của trang.")
        raise InvalidInput({"crop": words}) from error

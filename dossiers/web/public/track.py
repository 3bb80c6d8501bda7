"""`/track/`: where a dossier is, for whoever has its code and four digits of the number."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views import View

from dossiers.models import Dossier, HistoryEntry
from dossiers.words import due_chip, next_step_for_citizen
from portal.shared import clock
from portal.shared.rate_limit.limit import Limit, TooManyTries, client_address

UNUSABLE, NOT_FOUND, TOO_MANY = 422, 404, 429
DIGITS = 4
MAX_CODE = 50
# Nobody tries ten thousand digits: neither from one address nor, for one dossier, from many.
BY_ADDRESS = Limit("track", times=30, seconds=600)
BY_CODE = Limit("track-code", times=30, seconds=3600)
_NOBODYS_DIGITS = "----"


@dataclass(frozen=True)
class Asked:
    """What was typed, tidied: people type spaces and small letters."""

    code: str
    digits: str

    def errors(self) -> dict[str, str]:
        """What has to be mended before anything is looked up."""
        errors = {}
        if not self.code or len(self.code) > MAX_CODE:
            errors["code"] = _("Nhập mã hồ sơ, ví dụ 000.00.15.H47-220322-0001.")
        if not (len(self.digits) == DIGITS and self.digits.isascii() and self.digits.isdigit()):
            errors["digits"] = _("Nhập đúng 4 chữ số cuối của số căn cước công dân.")
        return errors


class TrackView(View):
    """No sign-in, so nothing about people: the procedure, the state, and when it changed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; `?code=` comes from the QR code on the papers."""
        return _page(request, Asked(_tidy(request.GET.get("code", "")), ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look it up."""
        asked = Asked(
            _tidy(request.POST.get("code", "")), "".join(request.POST.get("digits", "").split())
        )
        if errors := asked.errors():
            return _page(request, asked, errors=errors, status=UNUSABLE)
        try:
            BY_ADDRESS.spend(client_address(request))
            BY_CODE.spend(asked.code)
        except TooManyTries as refusal:
            response = _page(request, asked, errors={"code": str(refusal)}, status=TOO_MANY)
            response["Retry-After"] = str(refusal.seconds)
            return response
        dossier = _find(asked)
        if dossier is None:
            return _page(request, asked, errors={"code": _not_found()}, status=NOT_FOUND)
        return _page(request, asked, dossier=dossier)


def _tidy(code: str) -> str:
    return "".join(code.split()).upper()


def _find(asked: Asked) -> Dossier | None:
    """The same work and the same answer for a wrong code as for wrong digits."""
    found = (
        Dossier.objects.filter(code=asked.code)
        .select_related("procedure", "receiving_agency")
        .defer("answers", "quote", "applicant", "procedure__search_text")
        .first()
    )
    digits = found.lookup_digits if found is not None else _NOBODYS_DIGITS
    return found if constant_time_compare(digits, asked.digits) else None


def _not_found() -> str:
    return _(
        "Không tìm thấy hồ sơ nào có mã và 4 chữ số này. Kiểm tra lại mã trên giấy xác nhận nộp "
        "hồ sơ và 4 chữ số cuối của số căn cước của người nộp."
    )


def _page(
    request: HttpRequest,
    asked: Asked,
    *,
    errors: dict[str, str] | None = None,
    dossier: Dossier | None = None,
    status: int = 200,
) -> HttpResponse:
    errors = errors or {}
    context: dict[str, Any] = {
        "asked": asked,
        "problems": errors,
        "errors": [{"href": f"#id_{name}", "text": text} for name, text in errors.items()],
    }
    if dossier is not None:
        context |= {
            "dossier": dossier,
            "due": due_chip(dossier, clock.now()),
            "next_step": next_step_for_citizen(dossier),
            "timeline": _timeline(dossier),
        }
    response = render(request, "public/track.html", context, status=status)
    add_never_cache_headers(response)
    return response


def _timeline(dossier: Dossier) -> list[dict[str, Any]]:
    """Changes of state and their moments, the latest first; no names, no reasons."""
    entries = [
        entry
        for entry in HistoryEntry.objects.filter(dossier=dossier).only(
            "at", "from_state", "to_state"
        )
        if entry.from_state != entry.to_state
    ]
    return [
        {"at": entry.at, "title": entry.get_to_state_display(), "current": number == 0}
        for number, entry in enumerate(reversed(entries))
    ]

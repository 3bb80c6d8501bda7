"""`/track/`: where a dossier is, for whoever has its code and four digits of the number."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View

from dossiers.models import Dossier
from dossiers.tracking import MAX_CODE, are_digits, changes, look_up, tidy_code
from dossiers.words import due_chip, next_step_for_citizen
from portal.shared import clock
from portal.shared.rate_limit.limit import TooManyTries, client_address

UNUSABLE, NOT_FOUND, TOO_MANY = 422, 404, 429


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
        if not are_digits(self.digits):
            errors["digits"] = _("Nhập đúng 4 chữ số cuối của số định danh cá nhân.")
        return errors


class TrackView(View):
    """No sign-in, so nothing about people: the procedure, the state, and when it changed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; `?code=` comes from the QR code on the papers."""
        return _page(request, Asked(tidy_code(request.GET.get("code", "")), ""))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look it up."""
        asked = Asked(
            tidy_code(request.POST.get("code", "")), "".join(request.POST.get("digits", "").split())
        )
        if errors := asked.errors():
            return _page(request, asked, errors=errors, status=UNUSABLE)
        try:
            dossier = look_up(asked.code, asked.digits, address=client_address(request))
        except TooManyTries as refusal:
            response = _page(request, asked, errors={"code": str(refusal)}, status=TOO_MANY)
            response["Retry-After"] = str(refusal.seconds)
            return response
        if dossier is None:
            return _page(request, asked, errors={"code": _not_found()}, status=NOT_FOUND)
        return _page(request, asked, dossier=dossier)


def _not_found() -> str:
    return _(
        "Không tìm thấy hồ sơ nào có mã và 4 chữ số này. Kiểm tra lại mã trên giấy xác nhận nộp "
        "hồ sơ và 4 chữ số cuối của số định danh cá nhân của người nộp."
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
    return [
        {"at": entry.at, "title": entry.get_to_state_display(), "current": number == 0}
        for number, entry in enumerate(reversed(changes(dossier)))
    ]

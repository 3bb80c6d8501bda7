"""What the citizen's pages have in common: never cached, refusals become pages in words."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from dossiers.queries import filed_with_key
from dossiers.web.citizen.current import LeftBehind
from portal.accounts.models import User
from portal.accounts.web.access import BACKGROUND_HEADERS, CitizenRequired
from portal.shared.errors import NotAllowed, StalePage
from portal.shared.web.kept_posts import keep_post

UNUSABLE, FORBIDDEN, MOVED_ON, TOO_MANY = 422, 403, 409, 429


class CitizenPage(CitizenRequired):
    """A page of /me/: personal, so no cache keeps it."""

    # What is typed in a long form survives the end of the session (see kept_posts).
    keeps_posts = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate, the page, and what happens when a use case says no."""
        if self.keeps_posts and _comes_too_late(request):
            keep_post(request)
            return redirect_to_login(request.path)
        try:
            response = super().dispatch(request, *args, **kwargs)
        except StalePage as refusal:
            response = _refused(request, refusal, MOVED_ON)
        except NotAllowed as refusal:
            response = _refused(request, refusal, FORBIDDEN)
        add_never_cache_headers(response)
        return response


class DraftPage(CitizenPage):
    """A page of a draft. Once it has been filed its pages lead to the dossier it has become; when
    the procedure has changed since it was begun, to what has changed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As above; a double click or the back button after filing ends at the dossier."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except LeftBehind:
            return redirect("dossiers:draft_changes", key=kwargs["key"])
        except Http404:
            filed = filed_with_key(request.actor, kwargs["key"])  # type: ignore[attr-defined]
            if filed is None:
                raise
            if request.headers.get("X-Autosave"):
                text = _("Hồ sơ này đã nộp nên không sửa được nữa.")
                return JsonResponse({"error": text}, status=MOVED_ON)
            return redirect("dossiers:dossier_detail", code=filed.code)


def _comes_too_late(request: HttpRequest) -> bool:
    """A form that is sent after the session has ended (scripts get a 401 and keep it)."""
    in_background = any(request.headers.get(name) for name in BACKGROUND_HEADERS)
    return request.method == "POST" and not in_background and not isinstance(request.user, User)


def _refused(request: HttpRequest, refusal: Exception, status: int) -> HttpResponse:
    context = {"words": str(refusal), "back": request.path, "is_stale": status == MOVED_ON}
    return render(request, "citizen/refused.html", context, status=status)

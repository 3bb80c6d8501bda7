"""What somebody sent after the session had ended, kept until he has signed in again.

The texts of the form wait in the visitor's own session on the server, under the path they were
sent to. After sign-in the page takes them up; whose draft it is, is checked then as ever.
"""

from django.http import HttpRequest, QueryDict

from portal.shared import clock

_KEY = "kept_post"
_NEVER_KEPT = ("csrfmiddlewaretoken",)
_SECONDS = 30 * 60
# A long section is some thousand letters; nobody fills our database through this door.
_MAX_LENGTH = 60_000


def keep_post(request: HttpRequest) -> None:
    """Keep the texts (not the files) of this POST; only the last one is kept."""
    fields = request.POST.copy()
    for name in _NEVER_KEPT:
        fields.pop(name, None)
    body = fields.urlencode()
    if len(body) <= _MAX_LENGTH:
        at = clock.now().timestamp()
        request.session[_KEY] = {"path": request.path, "body": body, "at": at}


def take_post(request: HttpRequest) -> QueryDict | None:
    """What was sent to this path before signing in, once; None when there is nothing."""
    kept = request.session.get(_KEY)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[_KEY]
    if clock.now().timestamp() - kept["at"] > _SECONDS:
        return None
    return QueryDict(kept["body"])

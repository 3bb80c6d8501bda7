"""Which state of the dossier a page was made from."""

from django.http import HttpRequest


def seen_version(request: HttpRequest) -> int:
    """The hidden field `version`; a form without it is taken to come from an old page."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1

"""Send a stored file to somebody who may see it (the view has checked that)."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404

# A file is shown, never run: no script, no form, nothing fetched. Browsers refuse to show PDFs in
# a sandbox, so those get the same without it; their viewers run no script of ours.
_SHOW_ONLY = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; object-src 'self';"
    " frame-ancestors 'self'"
)
_INLINE = {
    "application/pdf": _SHOW_ONLY,
    "image/jpeg": f"{_SHOW_ONLY}; sandbox",
    "image/png": f"{_SHOW_ONLY}; sandbox",
}


def send_file(
    path: str, *, media_type: str, name: str, inline: bool = True, private: bool = True
) -> FileResponse:
    """The file under MEDIA_ROOT. Kinds that browsers cannot show safely are always downloads.

    Raises Http404 when the file is not there.
    """
    full = (Path(settings.MEDIA_ROOT) / path).resolve()
    if not path or not full.is_relative_to(Path(settings.MEDIA_ROOT).resolve()):
        raise Http404
    try:
        file = full.open("rb")
    except OSError as error:
        raise Http404 from error
    policy = _INLINE.get(media_type)
    response = FileResponse(
        file,
        content_type=media_type if policy else "application/octet-stream",
        as_attachment=not (inline and policy),
        filename=name,
    )
    response["Content-Security-Policy"] = policy or "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=300" if private else "no-store"
    return response

"""`/verify/document/<key>/`: what the QR of a printed result opens."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.views import View

from dossiers.models import Document

SHOWN_AT_THE_END = 2


class VerifyDocumentView(View):
    """Whoever holds the paper may ask whether the portal issued it: which procedure, who signed
    and when, the file's hash. Nothing about the applicant and nothing of the outcome."""

    def get(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """The page; Http404 for what is no result of this portal."""
        document = get_object_or_404(
            Document.objects.filter(kind=Document.Kind.RESULT, ready_at__isnull=False)
            .select_related("dossier__revision", "dossier__handling_agency", "signed_by")
            .defer("dossier__answers", "dossier__applicant", "dossier__quote",
                   "dossier__revision__eform", "dossier__revision__source"),
            key=key,
        )  # fmt: skip
        context = {
            "document": document,
            "procedure": document.dossier.revision.name,
            "agency": document.dossier.handling_agency.name,
            "code": masked(str(document.dossier.code)),
        }
        response = render(request, "public/verify_document.html", context)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex"
        return response


def masked(code: str) -> str:
    """`000.00.15.H47-••••••-••01`: enough to recognise one's own, too little to track it."""
    agency, _dash, rest = code.partition("-")
    hidden = "".join(letter if letter == "-" else "•" for letter in rest[:-SHOWN_AT_THE_END])
    return f"{agency}-{hidden}{rest[-SHOWN_AT_THE_END:]}"

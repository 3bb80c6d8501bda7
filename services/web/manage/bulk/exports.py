"""Procedures as files (/manage/export/)."""

import tempfile
from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.http.response import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.web.access import ActorRequest
from portal.shared import clock
from portal.shared.uploads.store import path_of
from services.actions.start_export import start_export
from services.batches.selection import Selection
from services.exporting.archive import write_zip
from services.exporting.csv_lines import csv_lines
from services.exporting.documents import documents
from services.exporting.table_rows import table_rows
from services.models import CatalogueExport
from services.web.manage.access import ManageView
from services.web.manage.bulk.access import UNUSABLE
from services.web.manage.bulk.selecting import selection_of

LOOK_AGAIN_SECONDS = 3
# So many are written while the person waits; more by a job.
AT_ONCE = 50
Format = CatalogueExport.Format
NAMES = {Format.CSV: "thu-tuc.csv", Format.XLSX: "thu-tuc.xlsx", Format.JSON: "thu-tuc.zip"}


class ExportForm(forms.Form):
    """In which format."""

    format = forms.ChoiceField(
        label=gettext_lazy("Định dạng"),
        choices=Format.choices,
        initial=Format.CSV,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn định dạng.")},
    )


class ExportView(ManageView):
    """A selection in a format: a small one at once, a large one by a job."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The form."""
        return self._page(request, ExportForm())

    def post(self, request: ActorRequest) -> HttpResponseBase:
        """The file, or the page that waits for it."""
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=UNUSABLE)
        wanted = Format(form.cleaned_data["format"])
        selection, _words = selection_of(request.GET)
        codes = list(selection.procedures().values_list("code", flat=True)[: AT_ONCE + 1])
        if wanted == Format.CSV:
            return _csv(selection)
        if wanted == Format.JSON and len(codes) <= AT_ONCE:
            return _zip(codes)
        export = start_export(actor=request.actor, wanted=wanted, selection=selection)
        return redirect("services:manage_export_detail", key=export.key)

    def _page(self, request: ActorRequest, form: ExportForm, status: int = 200) -> HttpResponse:
        _selection, words = selection_of(request.GET)
        context = {"form": form, "words": words}
        return render(request, "manage/bulk/export.html", context, status=status)


def _csv(selection: Selection) -> StreamingHttpResponse:
    lines = csv_lines(table_rows(selection.all_codes()))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(Format.CSV)}"'
    return response


def _zip(codes: list[str]) -> FileResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_zip(file, documents(codes))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=_name(Format.JSON))


def _name(wanted: CatalogueExport.Format) -> str:
    stem, _dot, extension = NAMES[wanted].partition(".")
    return f"{stem}-{clock.today().isoformat()}.{extension}"


@method_decorator(never_cache, name="dispatch")
class ExportDetailView(ManageView):
    """Waits for the file, then offers it. Only who asked for it."""

    def get(self, request: ActorRequest, key: Any) -> HttpResponse:
        """The page."""
        export = _export(request, key)
        response = render(request, "manage/bulk/export_detail.html", {"export": export})
        if export.state == CatalogueExport.State.MAKING:
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response


class ExportFileView(ManageView):
    """The file."""

    def get(self, request: ActorRequest, key: Any) -> FileResponse:
        """Raises Http404 when there is none (yet, or any more)."""
        export = _export(request, key)
        if export.state != CatalogueExport.State.READY:
            raise Http404
        try:
            file = path_of(export.file).open("rb")
        except (OSError, ValueError) as error:
            raise Http404 from error
        response = FileResponse(file, as_attachment=True, filename=_name(Format(export.format)))
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


def _export(request: ActorRequest, key: Any) -> CatalogueExport:
    found = CatalogueExport.objects.filter(key=key, asked_by_id=request.actor.user_id).first()
    if found is None:
        raise Http404
    return found

"""A file to import (/manage/batches/import/)."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import ActorRequest
from portal.shared import clock
from services.actions.start_batch import start_batch
from services.batches.files import shown_name, store
from services.importing.problems import FileRefused
from services.importing.tables.kinds import FileKind, kind_of
from services.importing.tables.safe_zip import open_zip
from services.models import Batch
from services.web.manage.access import ManageView
from services.web.manage.bulk.access import UNUSABLE

MEGABYTE = 1024 * 1024
KINDS = {
    FileKind.CSV: Batch.Kind.TABLE,
    FileKind.XLSX: Batch.Kind.TABLE,
    FileKind.JSON: Batch.Kind.JSON,
    FileKind.ZIP: Batch.Kind.JSON,
}
DAY_WORDS = gettext_lazy("Viết ngày theo dạng ngày/tháng/năm, ví dụ 22/03/2022.")


class AppliesFromField(forms.DateField):
    """A day from today on, or nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Áp dụng từ ngày"),
            help_text=gettext_lazy("Để trống: áp dụng ngay khi được duyệt."),
            required=False,
            input_formats=["%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y"],
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
            error_messages={"invalid": DAY_WORDS},
            **options,
        )

    def clean(self, value: Any) -> Any:
        """Nothing applies from yesterday."""
        day = super().clean(value)
        if day and day < clock.today():
            raise forms.ValidationError(_("Chọn hôm nay hoặc một ngày sau hôm nay."))
        return day


class ImportForm(forms.Form):
    """The file, and from when it applies."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh mục"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json,.zip"}),
        error_messages={
            "required": gettext_lazy("Hãy chọn tệp."),
            "empty": gettext_lazy("Tệp trống; hãy chọn tệp khác."),
            "max_length": gettext_lazy("Tên tệp dài quá 200 ký tự; hãy đặt tên ngắn hơn."),
        },
    )
    applies_from = AppliesFromField()

    def clean_file(self) -> UploadedFile:
        """By size, then by content; nothing is read beyond the beginning and a zip's list."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > settings.CATALOGUE_FILE_MAX_BYTES:
            words = {"most": settings.CATALOGUE_FILE_MAX_BYTES // MEGABYTE}
            raise forms.ValidationError(
                _("Tệp lớn hơn %(most)d MB; hãy chia thành nhiều tệp.") % words
            )
        try:
            self.cleaned_data["format"] = _format(file)
        except FileRefused as refused:
            raise forms.ValidationError(_sentence(refused.problems[0].message)) from refused
        return file


def _format(file: UploadedFile) -> FileKind:
    file.seek(0)
    is_zip = file.read(4) == b"PK\x03\x04"
    names = open_zip(file).namelist() if is_zip else None  # type: ignore[arg-type]
    return kind_of(file, names)  # type: ignore[arg-type]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


class BatchImportView(ManageView):
    """Chooses the file; a job reads it."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The form."""
        return self._page(request, ImportForm())

    def post(self, request: ActorRequest) -> HttpResponse:
        """Keep the file, and on to its batch."""
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, form, status=UNUSABLE)
        file, found = form.cleaned_data["file"], form.cleaned_data["format"]
        name = shown_name(file.name)
        batch = start_batch(
            actor=request.actor,
            kind=KINDS[found],
            title=_("Nạp tệp %(name)s") % {"name": name},
            wanted={"format": found.value},
            stored=store(file),
            file_name=name,
            applies_from=form.cleaned_data["applies_from"],
        )
        return redirect("services:manage_batch", key=batch.key)

    def _page(self, request: ActorRequest, form: ImportForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "most": settings.CATALOGUE_FILE_MAX_BYTES // MEGABYTE}
        return render(request, "manage/bulk/import.html", context, status=status)

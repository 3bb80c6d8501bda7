"""`/manage/procedures/new/` and `…/copy/`: a procedure begins."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from services.actions.create_procedure import create_procedure
from services.actions.create_sector import create_sector
from services.models import Procedure, RevisionDraft, Sector
from services.web.manage.access import ManageView, ProcedureView
from services.web.manage.editor.fields import LineField, LinesField, OneField
from services.web.manage.editor.page import UNUSABLE, above
from services.web.manage.editor.sheet import Sheet, Unchecked


class NewForm(Unchecked):
    """Code, name and sector."""

    code = LineField(
        label=gettext_lazy("Mã thủ tục"),
        help_text=gettext_lazy("Mã trong cơ sở dữ liệu quốc gia, ví dụ 2.000488."),
    )
    name = LinesField(label=gettext_lazy("Tên thủ tục"), rows=2)
    sector = OneField(label=gettext_lazy("Lĩnh vực"))
    new_sector = LineField(
        label=gettext_lazy("Lĩnh vực mới"),
        optional=True,
        help_text=gettext_lazy("Chỉ nhập khi lĩnh vực chưa có trong danh sách trên."),
    )
    copy_code = LineField(
        label=gettext_lazy("Sao chép từ thủ tục"),
        optional=True,
        help_text=gettext_lazy(
            "Nhập mã của một thủ tục tương tự để bắt đầu với nội dung của nó; để trống thì bắt đầu "
            "từ trang trắng."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Sector.objects.values_list("code", "name").order_by("name")
        self.fields["sector"].choices = [("", _("Chọn lĩnh vực")), *names]  # type: ignore[attr-defined]


class CopyForm(NewForm):
    """The same; what is copied is known."""

    copy_code = None  # type: ignore[assignment]


class ProcedureNewView(ManageView):
    """A new entry with its first draft."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """The form."""
        return _page(request, NewForm(), None)

    def post(self, request: ActorRequest) -> HttpResponse:
        """Create it, then to its task list."""
        return _create(request, NewForm(request.POST), None)


class ProcedureCopyView(ProcedureView):
    """The same with the content of another procedure."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The form, with the name to change."""
        initial = {"name": self.procedure.name, "sector": self.procedure.sector.code}
        return _page(request, CopyForm(initial=initial), self.procedure)

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Create it, then to its task list."""
        return _create(request, CopyForm(request.POST), self.procedure)


def _create(request: ActorRequest, form: NewForm, copied: Procedure | None) -> HttpResponse:
    if form.is_valid():
        try:
            draft = _made(request, form.cleaned_data, copied)
        except InvalidInput as refusal:
            Sheet(form).refuse(refusal.errors)
        else:
            messages.success(request, _("Đã tạo thủ tục. Chưa ai thấy cho đến khi công bố."))
            return redirect("services:manage_draft", code=draft.procedure.code)
    return _page(request, form, copied, UNUSABLE)


def _made(request: ActorRequest, typed: dict[str, Any], copied: Procedure | None) -> RevisionDraft:
    """All or nothing: a sector is not added for a procedure that is refused."""
    source = copied or _procedure(typed.get("copy_code", ""))
    with transaction.atomic():
        return create_procedure(
            actor=request.actor,
            code=typed["code"],
            name=typed["name"],
            sector=_sector(request, typed),
            copy_of=source,
        )


def _procedure(code: str) -> Procedure | None:
    code = code.strip()
    if not code:
        return None
    found = Procedure.objects.filter(code=code).first()
    if found is None:
        words = _("Không có thủ tục mã %(code)s trong danh mục.")
        raise InvalidInput({"copy_code": words % {"code": code}})
    return found


def _sector(request: ActorRequest, typed: dict[str, Any]) -> Sector:
    if typed["new_sector"].strip():
        return create_sector(actor=request.actor, name=typed["new_sector"])
    found = Sector.objects.filter(code=typed["sector"]).first()
    if found is None:
        raise InvalidInput({"sector": _("Chọn lĩnh vực, hoặc nhập lĩnh vực mới.")})
    return found


def _page(
    request: ActorRequest, form: NewForm, copied: Procedure | None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "errors": Sheet(form).errors, "copied": copied}
    if copied:
        context["above"] = above(copied)
    response = render(request, "manage/draft/new.html", context, status=status)
    add_never_cache_headers(response)
    return response

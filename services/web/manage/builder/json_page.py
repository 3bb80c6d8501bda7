"""`…/form/json/`: the form as JSON, to look at, to take away and to paste."""

import json
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.kept_language import kept_language
from services.eforms.definition import check
from services.web.manage.builder.page import FormPage
from services.web.manage.editor.page import FORBIDDEN, MOVED_ON, UNUSABLE

MAX_LENGTH = 500_000


class FormJsonView(FormPage):
    """A pasted form is checked as a whole; with a mistake in it nothing changes."""

    def get(self, request: ActorRequest, code: str) -> HttpResponse:
        """The page, or with `?download` the file."""
        text = _text(self.form)
        if "download" not in request.GET:
            return self._page(request, text)
        response = HttpResponse(text, content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="{self.procedure.code}.json"'
        return response

    def post(self, request: ActorRequest, code: str) -> HttpResponse:
        """Take the pasted form in place of the one that is there."""
        text = request.POST.get("json", "")
        with kept_language():
            words = _("Thay mẫu đơn bằng JSON dán vào")
        try:
            form = read_form(text)
            self.save(request, lambda content: replace(content, eform=form), words=words)
        except InvalidInput as refusal:
            return self._page(request, text, _lines(refusal), UNUSABLE)
        except StalePage as refusal:
            self.find(code)
            return self._page(request, text, [str(refusal)], MOVED_ON)
        except NotAllowed as refusal:
            return self._page(request, text, [str(refusal)], FORBIDDEN)
        return redirect(self.outline)

    def _page(
        self, request: ActorRequest, text: str, errors: list[str] | None = None, status: int = 200
    ) -> HttpResponse:
        context = {
            "json": text,
            "errors": [{"href": "#id_json", "text": line} for line in errors or []],
            "back_url": self.outline,
            "back_text": _("Mẫu đơn"),
            "version": request.POST.get("version") if status == UNUSABLE else self.draft.version,
        }
        return self.show(request, "manage/builder/json.html", context, status)


def read_form(text: str) -> dict[str, Any]:
    """The form in a text. Raises InvalidInput naming every mistake by its place."""
    if len(text) > MAX_LENGTH:
        words = {"most": MAX_LENGTH // 1000}
        raise InvalidInput({"json": _("Dài quá %(most)d nghìn ký tự.") % words})
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        text = _("Không đọc được JSON ở dòng %(line)d, cột %(column)d: %(why)s.") % {
            "line": error.lineno,
            "column": error.colno,
            "why": error.msg,
        }
        raise InvalidInput({"json": text}) from error
    except RecursionError as error:
        raise InvalidInput({"json": _("JSON lồng quá sâu.")}) from error
    mistakes = check(data)
    if mistakes:
        lines = [f"{error.label}: {error}" if error.label else str(error) for error in mistakes]
        raise InvalidInput({str(number): line for number, line in enumerate(lines)})
    return dict(data)


def _text(form: Any) -> str:
    return json.dumps(form or {"sections": []}, ensure_ascii=False, indent=2)


def _lines(refusal: InvalidInput) -> list[str]:
    return list(refusal.errors.values())

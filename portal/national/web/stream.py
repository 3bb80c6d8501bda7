"""One dossier's or procedure's messages (/manage/national/messages/<stream>/): what is sent, why
it was refused, and mending it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dossiers.queries import visible_to
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest
from portal.national.actions.correct import LONGEST, correct
from portal.national.actions.resend import resend
from portal.national.mapping.correctable import CORRECTABLE
from portal.national.models import Correction, OutboxMessage
from portal.national.queries import stream as queries
from portal.national.web import words
from portal.national.web.access import UNUSABLE, AdminRequired, ReaderRequired
from portal.national.web.paging import address, number_or_zero
from portal.national.web.record_rows import label, record_tables, shown, status_words
from portal.national.web.subjects import StreamNames, stream_url
from portal.shared import clock
from portal.shared.errors import InvalidInput

AREAS = {Role.CLERK: "counter", Role.OFFICER: "desk", Role.LEADER: "desk"}


class CorrectForm(forms.Form):
    """The fields that may be mended; empty ones are sent as we have them."""

    def __init__(
        self,
        data: Any = None,
        *,
        ours: Mapping[str, str],
        corrections: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        self._corrections = corrections
        for name in CORRECTABLE:
            if name not in ours:
                continue
            self.fields[name] = forms.CharField(
                label=str(CORRECTABLE[name]),
                help_text=_("Đang gửi: %(value)s") % {"value": ours[name] or _("(trống)")},
                initial=corrections.get(name, ""),
                required=False,
                widget=forms.TextInput(attrs={"maxlength": LONGEST, "autocomplete": "off"}),
            )

    def changes(self) -> dict[str, str]:
        """What was typed anew; empty text for a correction that is taken back."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value != self._corrections.get(name, "")
        }


@method_decorator(never_cache, name="dispatch")
class StreamView(ReaderRequired):
    """`?message=` chooses whose record is shown; without it the one that is to go next."""

    def get(self, request: ActorRequest, stream: str) -> HttpResponse:
        """The page."""
        return _page(request, stream)


class ResendView(AdminRequired):
    """The button "Gửi lại như cũ"."""

    def get(self, request: ActorRequest, stream: str) -> HttpResponse:
        """Reloading: back to the stream."""
        return redirect("national:stream", stream=stream)

    def post(self, request: ActorRequest, stream: str) -> HttpResponse:
        """Send the refused message again as it is."""
        _must_be_known(stream)
        if resend(actor=request.actor, stream=stream):
            messages.success(request, _("Đang gửi lại; hãy tải lại trang sau ít giây."))
        else:
            messages.warning(
                request, _("Ở đây không còn bản tin bị từ chối; không có gì thay đổi.")
            )
        return redirect("national:stream", stream=stream)


class CorrectView(AdminRequired):
    """The button "Sửa và gửi lại"."""

    def get(self, request: ActorRequest, stream: str) -> HttpResponse:
        """Reloading: back to the stream."""
        return redirect("national:stream", stream=stream)

    def post(self, request: ActorRequest, stream: str) -> HttpResponse:
        """Send these values from now on, and the refused message again."""
        _must_be_known(stream)
        form = _form(stream, request.POST)
        if form.is_valid():
            changes = form.changes()
            if not changes:
                form.add_error(None, _("Hãy sửa ít nhất một trường, hoặc bấm “Gửi lại như cũ”."))
            else:
                try:
                    correct(actor=request.actor, stream=stream, values=changes)
                except InvalidInput as refusal:
                    for name, text in refusal.errors.items():
                        form.add_error(name if name in form.fields else None, text)
                else:
                    messages.success(
                        request, _("Đã ghi giá trị sửa và đang gửi lại; hãy tải lại sau ít giây.")
                    )
                    return redirect("national:stream", stream=stream)
        return _page(request, stream, form, status=UNUSABLE)


@dataclass(frozen=True)
class MessageRow:
    """One message in words."""

    number: int
    what: str
    tone: str
    state: str
    created_at: datetime
    delivered_at: datetime | None
    attempts: int
    error: str
    href: str
    is_chosen: bool


def _page(
    request: ActorRequest, stream: str, form: CorrectForm | None = None, *, status: int = 200
) -> HttpResponse:
    asked = request.GET
    chosen = queries.message_of(stream, number_or_zero(asked.get("message", "")))
    if chosen is None:
        raise Http404
    found, more = queries.messages_of(stream, after=number_or_zero(asked.get("after", "")))
    head = queries.head_of(stream)
    corrections = queries.corrections_of(stream)
    sent = queries.sent(chosen, corrections)
    dossier_url, may_read = _dossier(request, stream)
    names = StreamNames([stream, chosen.waits_for])
    before = queries.procedure_before(head) if head else ""
    writes = request.actor.role == Role.PROVINCIAL_ADMIN
    context = {
        "stream": stream,
        "name": names.name(stream),
        "note": names.note(stream) or _procedure_name(sent.records),
        "dossier_url": dossier_url,
        "head": head,
        "reason": words.masked(head.last_error) if head else "",
        "before": names.name(before) if before else "",
        "before_url": stream_url(before) if before else "",
        "rows": [_row(each, head, chosen) for each in found],
        "chosen": chosen,
        "tables": record_tables(
            sent.records, mended=(each.field for each in corrections), shows_names=may_read
        ),
        "problem": sent.problem,
        "corrections": [_correction(each) for each in corrections],
        "form": (form or _form_of(sent.records, corrections)) if writes else None,
        "writes": writes,
        "may_correct": head is not None or bool(corrections),
        "next_url": address(stream_url(stream), after=more) if more else "",
    }
    return render(request, "national/stream.html", context, status=status)


def _must_be_known(stream: str) -> None:
    if queries.message_of(stream, 0) is None:
        raise Http404


def _form(stream: str, data: Any) -> CorrectForm:
    """The form of the message that is to go next."""
    message = queries.message_of(stream, 0)
    assert message is not None
    corrections = queries.corrections_of(stream)
    return _form_of(queries.sent(message, corrections).records, corrections, data)


def _form_of(
    records: Mapping[str, Mapping[str, object]], corrections: list[Correction], data: Any = None
) -> CorrectForm:
    ours = {
        name: shown(name, str(value))
        for record in records.values()
        for name, value in record.items()
        if name in CORRECTABLE
    }
    return CorrectForm(
        data, ours=ours, corrections={each.field: each.value for each in corrections}
    )


def _procedure_name(records: Mapping[str, Mapping[str, object]]) -> str:
    return next((str(each["TenTTHC"]) for each in records.values() if "TenTTHC" in each), "")


def _dossier(request: HttpRequest, stream: str) -> tuple[str, bool]:
    """The dossier's page for who may see it in one of their roles, and whether anybody may."""
    may_read = False
    for actor in request.actors:  # type: ignore[attr-defined]
        if actor.role == Role.CITIZEN or not visible_to(actor).filter(code=stream).exists():
            continue
        may_read = True
        area = AREAS.get(actor.role)
        if area:
            return reverse(f"dossiers:{area}_dossier", args=[stream]), True
    return "", may_read


def _row(message: OutboxMessage, head: OutboxMessage | None, chosen: OutboxMessage) -> MessageRow:
    tone, state = _state(message, head)
    return MessageRow(
        number=message.pk,
        what=_what(message),
        tone=tone,
        state=state,
        created_at=message.created_at,
        delivered_at=message.delivered_at,
        attempts=message.attempts,
        error=words.masked(message.last_error),
        href=address(stream_url(message.stream), message=message.pk) + "#record",
        is_chosen=message.pk == chosen.pk,
    )


def _what(message: OutboxMessage) -> str:
    if message.kind == OutboxMessage.Kind.PROCEDURE:
        entry = message.payload.get("procedure", {})
        return _("Phiên bản %(revision)s") % {"revision": entry.get("revision", "?")}
    status = message.payload.get("step", {}).get("status")
    known = status_words(status)
    return f"{status}: {known}" if known else str(status)


def _state(message: OutboxMessage, head: OutboxMessage | None) -> tuple[str, str]:
    if message.delivered_at:
        return "success", _("Đã chuyển")
    if message.parked_at:
        return "error", _("Bị từ chối, chờ người sửa")
    if message.next_try_at and message.next_try_at > clock.now():
        return "warning", _("Lỗi, thử lại lúc %(time)s") % {
            "time": words.since(message.next_try_at)
        }
    if head and message.pk != head.pk:
        return "neutral", _("Chờ bản tin trước")
    return "info", _("Đang chờ gửi")


def _correction(correction: Correction) -> dict[str, Any]:
    return {
        "label": label(correction.field),
        "name": correction.field,
        "value": shown(correction.field, correction.value),
        "by": correction.made_by.full_name,
        "at": correction.made_at,
    }

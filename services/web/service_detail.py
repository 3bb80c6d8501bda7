"""`/services/<code>/`: all there is to know about a procedure before filing."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from portal.shared import clock
from portal.shared.money import format_vnd
from services import queries
from services.binding import Binding, binding
from services.consultation_queries import open_key_of
from services.fees.quote import Quote
from services.fees.reductions import covers, is_in_force
from services.levels import WHOLLY_ONLINE, is_online
from services.models import Reduction, Revision, Step
from services.plain_case import plain_quote
from services.web import wording
from services.web.papers import shown_papers


class ServiceDetailView(View):
    """An unknown code gets a page that lets people search, with status 404; a withdrawn procedure
    one that says so, with status 410."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """The procedure in force."""
        try:
            revision = queries.get_published(code)
        except Revision.DoesNotExist:
            return _not_in_force(request, code)
        if code != revision.procedure.code:
            return redirect("services:service_detail", code=revision.procedure.code)
        return render(request, "public/service_detail.html", _context(revision))


def _not_in_force(request: HttpRequest, code: str) -> HttpResponse:
    procedure = queries.withdrawn(code)
    if procedure is None:
        return render(request, "public/service_unknown.html", {"code": code}, status=404)
    context = {"procedure": procedure, "withdrawal": queries.withdrawal_of(procedure)}
    return render(request, "public/service_withdrawn.html", context, status=410)


def _context(revision: Revision) -> dict[str, Any]:
    context = page_context(revision, binding(revision.pk), revision.steps.all())
    return context | {"consultation_key": open_key_of(revision.procedure.code)}


def page_context(revision: Revision, bound: Binding, steps: Iterable[Step]) -> dict[str, Any]:
    """What the page says of a revision; its rows need not be saved (a preview has none)."""
    counter = _quote(bound, online=False)
    online = _quote(bound, online=True) if is_online(revision.level) else None
    papers = shown_papers(bound)
    return {
        "revision": revision,
        "procedure": revision.procedure,
        "sector_url": f"{reverse('services:service_list')}?sector={revision.procedure.sector.slug}",
        "facts": _facts(revision, counter, online),
        "fee_lines": counter.lines,
        "reductions": _reductions(revision, bound),
        "required": [paper for paper in papers if paper.required],
        "optional": [paper for paper in papers if not paper.required],
        "steps": [_step(step) for step in steps],
        "can_file": is_online(revision.level),
        "pays_online": revision.level == WHOLLY_ONLINE,
        "is_free": revision.base_fee_vnd == 0,
        "level_name": wording.level_name(revision.level),
        "desk_text": _desk_text(revision),
        "sticky_text": _sticky_text(revision, online or counter),
    }


def _quote(bound: Binding, *, online: bool) -> Quote:
    return plain_quote(
        bound.fee_items,
        bound.reductions,
        online=online,
        level=bound.level,
        on=clock.today(),
        procedure_code=bound.procedure_code,
    )


def _reductions(revision: Revision, bound: Binding) -> list[Reduction]:
    """Every rule that may lower a fee of this procedure today, whatever is declared."""
    code, today = revision.procedure.code, clock.today()
    return [
        rule
        for rule in bound.reductions
        if is_in_force(rule, level=revision.level, on=today, procedure_code=code)
        and any(covers(rule, fee.set_by) for fee in bound.fee_items)
        and (rule.channel != Reduction.Channel.ONLINE or is_online(revision.level))
    ]


def _facts(revision: Revision, counter: Quote, online: Quote | None) -> list[dict[str, Any]]:
    agency = wording.agency_name(revision)
    facts = [
        {
            "label": _("Thời hạn giải quyết"),
            "value": wording.time_limit(revision),
            "note": wording.time_details(revision),
            "icon": "clock",
        },
        {
            "label": _("Phí, lệ phí nộp tại quầy"),
            "value": wording.base_fee(revision),
            "note": "" if counter.lines else revision.fee_note,
            "icon": "money",
        },
    ]
    if online and online.total_vnd != counter.total_vnd:
        facts.append(_online_fee(online))
    return [
        *facts,
        {
            "label": _("Mức độ dịch vụ công trực tuyến"),
            "value": wording.level_name(revision.level),
            "note": wording.level_meaning(revision.level),
            "icon": "check",
        },
        {
            "label": _("Cơ quan thực hiện"),
            "value": agency,
            "note": "" if revision.agency_text == agency else revision.agency_text,
            "icon": "building",
        },
        {
            "label": _("Nhận kết quả"),
            "value": wording.return_places(revision),
            "note": "; ".join(revision.results),
            "icon": "document",
        },
    ]


def _online_fee(online: Quote) -> dict[str, Any]:
    # Several lines may be lowered by the same rule: it is named once.
    reasons = {f"{reduction.name} ({reduction.legal_basis})": 1 for reduction in online.reductions}
    return {
        "label": _("Nộp trực tuyến chỉ"),
        "value": format_vnd(online.total_vnd),
        "note": "; ".join(reasons),
        "icon": "card",
        "strong": True,
    }


def _step(step: Step) -> dict[str, Any]:
    return {"title": step.name}


def _desk_text(revision: Revision) -> str:
    if revision.handling_agency_id:
        return _("Mang giấy tờ đến Trung tâm Phục vụ hành chính công tỉnh.")
    return _("Mang giấy tờ đến Bộ phận một cửa: %(agency)s.") % {"agency": revision.agency_text}


def _sticky_text(revision: Revision, quote: Quote) -> str:
    if revision.base_fee_vnd is None:
        return wording.time_limit(revision)
    if not quote.total_vnd:
        return _("Không thu phí")
    if revision.level == WHOLLY_ONLINE:
        return _("%(fee)s nộp trực tuyến") % {"fee": format_vnd(quote.total_vnd)}
    return _("%(fee)s, nộp tại quầy") % {"fee": format_vnd(quote.total_vnd)}

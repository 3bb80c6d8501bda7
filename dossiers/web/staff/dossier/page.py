"""Everything that the page of one dossier shows, as plain values; nothing is read twice."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.attachments.fields import field_names
from dossiers.models import Document, Dossier, Proposal, Supplement
from dossiers.web.staff.areas import COUNTER, Area
from dossiers.web.staff.dossier.available import buttons_of, can_follow
from dossiers.web.staff.dossier.papers import Paper, papers_of, shown
from dossiers.web.staff.dossier.reads import Step, history_of, notes_of
from dossiers.words import due_chip, due_words, holder_words, words_for_staff
from payments.queries.money import Owed, money_of
from payments.words.money import stories_of
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.money import format_vnd
from portal.shared.templatetags.formats import day, moment
from services.binding import binding
from services.eforms.reading import ReadSection, read

_APPLICANT = ("identity_number", "birth_date", "phone", "email", "address")


def page_context(
    area: Area, actor: Actor, dossier: Dossier, *, paper: str, next_href: str
) -> dict[str, Any]:
    """The context of the split page."""
    bound = binding(dossier.revision_id)
    history = history_of(dossier.pk)
    events = {entry.event for entry in history}
    money = money_of(dossier.subject) if dossier.fee_vnd else []
    papers = papers_of(
        dossier,
        area,
        {each.key: each.name for each in bound.requirements} | field_names(bound.eform),
    )
    return {
        "area": area,
        "dossier": dossier,
        "due": due_chip(dossier, clock.now()),
        "due_words": due_words(dossier),
        "holder": holder_words(dossier, for_staff=True),
        "buttons": buttons_of(area, actor, dossier),
        "sections": [
            {"title": section.title, "rows": _answered(section)}
            for section in read(bound.eform, dossier.answers)
        ],
        "applicant": _applicant(dossier),
        "facts": _facts(dossier),
        "money": stories_of(money, for_staff=True),
        "refund_href": _refund_href(area, dossier, money),
        "papers": papers,
        "paper": _shown(papers, paper, dossier),
        "timeline": _timeline(history),
        "supplements": _supplements(dossier) if "request_supplement" in events else [],
        "proposals": _proposals(dossier) if "propose" in events else [],
        "notes": notes_of(dossier.pk),
        "can_note": can_follow("note", actor, dossier),
        "note_href": area.action_href(str(dossier.code), "note"),
        "next_href": next_href,
    }


def _refund_href(area: Area, dossier: Dossier, money: list[Owed]) -> str:
    """Where the clerk asks for money to be given back, when there is some."""
    if area is not COUNTER or not any(owed.can_be_asked_back for owed in money):
        return ""
    return f"{reverse('payments:refund_new')}?{urlencode({'reference': dossier.code})}"


def _answered(section: ReadSection) -> list[dict[str, str]]:
    return [{"key": row["key"], "value": row["value"] or "–"} for row in section.rows()]


def _shown(papers: list[Paper], key: str, dossier: Dossier) -> Paper | None:
    """Whoever decides first reads the latest draft; otherwise the first file is shown."""
    draft = str(Document.Kind.RESULT_DRAFT.label)
    drafts = [paper for paper in papers if paper.is_document and paper.title == draft]
    preferred = drafts[-1].src if drafts and dossier.awaiting_decision else ""
    return shown(papers, key, preferred)


def _timeline(history: list[Step]) -> list[dict[str, Any]]:
    return [
        {
            "at": entry.at,
            "title": words_for_staff(entry),
            "who": _who(entry),
            "text": entry.reason,
            "current": entry is history[-1],
        }
        for entry in reversed(history)
    ]


def _who(entry: Step) -> str:
    if entry.agency_name is None:
        return entry.actor_name
    return f"{entry.actor_name} · {entry.agency_name}"


def _applicant(dossier: Dossier) -> list[dict[str, str]]:
    labels = {
        "identity_number": _("Số định danh cá nhân"),
        "birth_date": _("Ngày sinh"),
        "phone": _("Số điện thoại"),
        "email": _("Thư điện tử"),
        "address": _("Địa chỉ"),
    }
    rows = [{"key": _("Chủ hồ sơ"), "value": dossier.applicant.get("full_name", "")}]
    rows += [
        {"key": labels[key], "value": dossier.applicant[key]}
        for key in _APPLICANT
        if dossier.applicant.get(key)
    ]
    return rows


def _facts(dossier: Dossier) -> list[dict[str, str]]:
    rows = [
        {"key": _("Nộp lúc"), "value": moment(dossier.filed_at)},
        {"key": _("Tiếp nhận lúc"), "value": moment(dossier.received_at)},
        {"key": _("Nguồn nộp"), "value": str(dossier.get_provenance_display())},
        {"key": _("Nhận kết quả"), "value": str(dossier.get_return_channel_display())},
        {"key": _("Cơ quan giải quyết"), "value": dossier.handling_agency.name},
        {"key": _("Phí, lệ phí"), "value": fee_words(dossier)},
    ]
    if dossier.outcome:
        rows.append({"key": _("Kết quả"), "value": str(dossier.get_outcome_display())})
    return [row for row in rows if row["value"]]


def fee_words(dossier: Dossier) -> str:
    """The frozen quote line by line, why it was lowered, the total, whether it has been paid."""
    lines = [
        f"{line['name']}: {format_vnd(line['amount_vnd'])}" + _because(line.get("reason", ""))
        for line in [*dossier.quote.get("lines", []), *dossier.quote.get("reductions", [])]
    ]
    if dossier.fee_vnd == 0:
        return "\n".join([*lines, _("Không phải nộp")])
    total = format_vnd(dossier.fee_vnd)
    if dossier.paid_at:
        lines.append(
            _("Tổng %(total)s, đã nộp %(day)s") % {"total": total, "day": day(dossier.paid_at)}
        )
    else:
        lines.append(_("Tổng %(total)s, CHƯA NỘP") % {"total": total})
    return "\n".join(lines)


def _because(reason: str) -> str:
    return " " + _("(vì %(reason)s)") % {"reason": reason} if reason else ""


def _supplements(dossier: Dossier) -> QuerySet[Supplement]:
    return Supplement.objects.filter(dossier=dossier)


def _proposals(dossier: Dossier) -> list[Proposal]:
    found = Proposal.objects.filter(dossier=dossier).select_related("officer", "leader")
    return list(found.order_by("-id"))

"""Rows of a worklist as plain values: the template only prints them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

from django.utils.translation import gettext as _

from dossiers.states import State
from dossiers.web.staff.areas import DESK, Area
from dossiers.web.staff.worklist.listed import Listed
from dossiers.words.due import due_chip
from portal.shared import clock
from portal.shared.money import format_vnd
from portal.shared.templatetags.formats import moment


class Row(TypedDict):
    """One dossier in a list (a dict: templates look keys up twice as quickly as attributes)."""

    href: str
    code: str
    applicant: str
    procedure: str
    arrived: str
    due_kind: str
    due_text: str
    due_date: str
    state: str
    state_text: str
    flag: str
    fee: str
    holder: str


def rows_of(dossiers: Iterable[Listed], area: Area) -> list[Row]:
    """The rows of these dossiers (no query here)."""
    now = clock.now()
    state_texts = {state.value: str(state.label) for state in State}
    return [_row(dossier, area, now, state_texts) for dossier in dossiers]


def _row(dossier: Listed, area: Area, now: datetime, state_texts: dict[str, str]) -> Row:
    chip = due_chip(dossier, now)
    return Row(
        href=area.dossier_href(dossier.code),
        code=dossier.code,
        applicant=dossier.applicant_name or "",
        procedure=dossier.procedure_name,
        arrived=moment(dossier.received_at if area is DESK else dossier.filed_at),
        due_kind=chip.kind if chip else "",
        due_text=chip.text if chip else "",
        due_date=moment(dossier.due_at),
        state=dossier.state,
        state_text=state_texts[dossier.state],
        flag=_("Chờ ký số") if dossier.awaiting_signature else "",
        fee=_fee(dossier),
        holder=_holder(dossier),
    )


def _fee(dossier: Listed) -> str:
    if dossier.fee_vnd == 0:
        return ""
    amount = format_vnd(dossier.fee_vnd)
    return amount if dossier.paid_at else _("%(amount)s chưa nộp") % {"amount": amount}


def _holder(dossier: Listed) -> str:
    if dossier.awaiting_decision:
        return _("Chờ lãnh đạo quyết định")
    return dossier.holder_name or ""

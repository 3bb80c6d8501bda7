"""The steps of an intake, as every page of it shows them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from counter.models import Intake
from dossiers.states import State

IDENTIFY, CONSENT, PROCEDURE, FORM = "identify", "consent", "procedure", "form"
PAPERS, SIGN, PAY, SLIP = "papers", "sign", "pay", "slip"
ORDER = (IDENTIFY, CONSENT, PROCEDURE, FORM, PAPERS, SIGN, PAY, SLIP)

DONE, CURRENT, OPEN, LOCKED = "done", "current", "open", "locked"


@dataclass(frozen=True)
class Step:
    """One step in the line: `number` from 1, `href` empty while it cannot be entered."""

    key: str
    number: int
    title: str
    state: str
    href: str


def next_step(intake: Intake) -> str:
    """Where the work goes on."""
    if intake.citizen_id is None:
        return IDENTIFY
    if not has_consent(intake):
        return CONSENT
    if intake.dossier is None:
        return PROCEDURE
    if intake.dossier.state == State.DRAFT:
        return FORM
    return PAY if intake.dossier.is_unpaid else SLIP


def has_consent(intake: Intake) -> bool:
    """Whether the client has agreed (a missing one is no row)."""
    return hasattr(intake, "consent")


def steps_of(intake: Intake, current: str) -> list[Step]:
    """All steps in order."""
    reached, following = _reached(intake), ORDER.index(next_step(intake))
    titles = _titles()
    found = []
    for number, key in enumerate(ORDER, start=1):
        state = OPEN if key in reached else LOCKED
        if key == current:
            state = CURRENT
        elif ORDER.index(key) < following:
            state = DONE
        href = href_of(intake, key) if key in reached and key != current else ""
        found.append(Step(key, number, titles[key], state, href))
    return found


def href_of(intake: Intake, key: str) -> str:
    """The address of a step."""
    return reverse(f"counter:intake_{key}", args=[intake.key])


def _reached(intake: Intake) -> set[str]:
    """What may be entered now: after filing the form is history, before it there is no slip."""
    if intake.citizen_id is None:
        return {IDENTIFY}
    if not has_consent(intake):
        return {IDENTIFY, CONSENT}
    if intake.dossier is None:
        return {IDENTIFY, CONSENT, PROCEDURE}
    if intake.dossier.state == State.DRAFT:
        return {IDENTIFY, CONSENT, PROCEDURE, FORM, PAPERS, SIGN}
    return {PAY, SLIP}


def _titles() -> dict[str, str]:
    return {
        IDENTIFY: _("Người nộp"),
        CONSENT: pgettext("step", "Đồng ý"),
        PROCEDURE: pgettext("step", "Thủ tục"),
        FORM: pgettext("step", "Kê khai"),
        PAPERS: _("Giấy tờ"),
        SIGN: _("Ký và nộp"),
        PAY: _("Thu phí"),
        SLIP: _("Phiếu hẹn"),
    }

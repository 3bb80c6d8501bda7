"""One PIN entry: the copies of a client's papers are signed, then the dossier is filed.

The clerk who receives a paper digitises it, answers for the copy and signs it before it goes on:
Điều 21a of NĐ 61/2018/NĐ-CP (added by NĐ 107/2021/NĐ-CP).
"""

from django.db import transaction
from django.utils.translation import gettext as _

from counter.actions.file_for_client import file_for_client
from counter.actions.lock_intake import lock_intake
from counter.digitising.ready import papers_ready, problems_of
from counter.in_force import out_of_force
from counter.models import Consent, Filing, Intake, PaperCopy
from counter.subjects import copy_subject, run_subject
from dossiers.actions.transition import lock
from dossiers.answering import cleaned_answers
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput, NotAllowed, Refusal
from portal.signatures.actions.start_run import ToSign, start_run
from portal.signatures.errors import NoKey
from portal.signatures.marks import Mark
from portal.signatures.models import SigningRun
from portal.signatures.queries import active_key_of


def sign_and_file(
    *, actor: Actor, intake: Intake, pin: str, receive_at_once: bool = True
) -> SigningRun | None:
    """Start the signing of the copies that are not signed; the dossier is filed when all are.

    With nothing to sign it is filed at once (None). `receive_at_once`: it is also received, as soon
    as its fee does not stand in the way. Pressed again while the signing is under way, the same run
    comes back; filed already, nothing happens. What is signed once is not signed again.

    Raises InvalidInput (an answer, a paper or a page that is not as it must be, a procedure that no
    longer applies, more files than a dossier takes: nothing is signed before), SigningFailed (no
    key, no PIN, an expired key), Refusal (no consent), Http404 (not the clerk's own open intake).
    """
    with transaction.atomic():
        locked = lock_intake(actor, intake.key)
        dossier = _draft(actor, locked)
        if dossier is None:
            return None
        _refuse_incomplete(locked, dossier)
        filing = _keep(actor, locked, dossier, receive_at_once)
        unsigned = [c for c in papers_ready(locked) if c.state == PaperCopy.State.READY]
        if unsigned:
            return _start(actor, locked, unsigned, pin)
    file_for_client(filing_id=filing.pk)
    return None


def _draft(actor: Actor, intake: Intake) -> Dossier | None:
    """The draft, locked; None when it is filed already."""
    if intake.dossier_id is None:
        raise Refusal(_("Chưa chọn thủ tục cho lượt này."))
    consent = Consent.objects.filter(intake=intake).first()
    if consent is None or consent.citizen_id != intake.citizen_id:
        raise NotAllowed(_("Chưa có sự đồng ý của người nộp nên không nộp thay được."))
    dossier = lock(actor, "file", pk=intake.dossier_id)
    if dossier.owner_id != intake.citizen_id:
        raise NotAllowed(_("Hồ sơ này không phải của người đang được tiếp."))
    return dossier if dossier.state == State.DRAFT else None


def _refuse_incomplete(intake: Intake, dossier: Dossier) -> None:
    """Before anything is signed, what filing would refuse: no signature is made for nothing."""
    errors = out_of_force(dossier) | dict(cleaned_answers(dossier, partial=False).errors)
    for problem in problems_of(intake):
        errors.setdefault(problem.place, problem.text)
    if errors:
        raise InvalidInput(errors)


def _keep(actor: Actor, intake: Intake, dossier: Dossier, receive_at_once: bool) -> Filing:
    filing, _created = Filing.objects.update_or_create(
        dossier=dossier,
        defaults={
            "intake": intake,
            "clerk_id": actor.person_id,
            "agency": _agency(actor),
            "receive_at_once": receive_at_once,
            "asked_at": clock.now(),
            "problems": {},
        },
    )
    return filing


def _start(actor: Actor, intake: Intake, copies: list[PaperCopy], pin: str) -> SigningRun:
    key = active_key_of(actor.person_id)
    if key is None:
        raise NoKey
    mark = Mark.copy(agency=_agency(actor).name)
    return start_run(
        actor=actor,
        signing_key=key,
        pin=pin,
        subject=run_subject(intake),
        items=[ToSign(copy_subject(copy), copy.file, mark) for copy in copies],
    )


def _agency(actor: Actor) -> Agency:
    """Where the clerk sits: a role at the counter is always held in an agency."""
    assert actor.agency is not None, f"{actor.name} sits at no counter"
    return actor.agency

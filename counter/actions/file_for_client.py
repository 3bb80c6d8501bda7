"""File the client's dossier with its signed copies, and receive it: what the clerk asked for."""

from collections.abc import Mapping

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from counter.actions.offer_claim_code import offer_claim_code
from counter.actions.receive_for_client import receive_for_client
from counter.digitising.ready import papers_ready, problems_of
from counter.models import Consent, Filing, Intake, PaperCopy
from counter.who_filed import clerk_of
from dossiers.actions.attach_copy import SignedCopy, attach_copy
from dossiers.actions.file import file_locked
from dossiers.actions.transition import lock
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.models import Citizen
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.kept_language import kept_language

# The key of a refusal that is about no answer and no paper.
WHO = "clerk"


def file_for_client(*, filing_id: int) -> bool:
    """Attach the copies and file, in one transaction, as the clerk who asked; then receive. Whether
    the dossier is filed now.

    Safe to repeat at any moment: filed once, however often it is called. What stands in the way is
    kept with the filing, for the clerk's page.
    """
    filing = Filing.objects.select_related("dossier").get(pk=filing_id)
    try:
        # What is kept is read by people of the province and printed: in Vietnamese.
        with kept_language(), recorded():
            _file(filing)
    except (Refusal, Http404) as refusal:
        _keep_problems(filing, refusal)
        return False
    offer_claim_code(actor=clerk_of(filing), citizen_id=filing.dossier.owner_id)
    receive_for_client(filing_id=filing_id)
    return True


def _file(filing: Filing) -> None:
    actor = clerk_of(filing)
    # The intake first, as everywhere: no page may be added while its copies become files.
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=filing.intake_id)
    dossier = lock(actor, "file", pk=filing.dossier_id)
    if dossier.state != State.DRAFT:
        return
    if intake.dossier_id != dossier.pk:
        raise Refusal(_("Lượt tiếp nhận đã chuyển sang hồ sơ khác. Hãy ký và nộp lại."))
    for copy in _signed_copies(intake):
        copy.attachment = attach_copy(
            actor=actor,
            key=dossier.key,
            copy=SignedCopy(copy.requirement_key, copy.name, copy.signed_file, copy.signed_sha256),
        )
        copy.save(update_fields=["attachment"])
    file_locked(dossier, actor=actor, reason=_both(intake, dossier))
    Filing.objects.filter(pk=filing.pk).update(filed_at=clock.now(), problems={})


def _signed_copies(intake: Intake) -> list[PaperCopy]:
    """Every copy of the present matter. Raises InvalidInput when one of them is not signed."""
    errors = {problem.place: problem.text for problem in problems_of(intake)}
    copies = papers_ready(intake)
    for copy in copies:
        if copy.state != PaperCopy.State.SIGNED:
            words = _("Bản sao “%(name)s” chưa ký số. Hãy nhập mã PIN để ký tiếp.")
            errors.setdefault(f"paper-{copy.requirement_key}", words % {"name": copy.name})
    if errors:
        raise InvalidInput(errors)
    return [copy for copy in copies if copy.attachment_id is None]


def _both(intake: Intake, dossier: Dossier) -> str:
    """The history says who filed; beside it stands whose dossier it is and that he agreed."""
    owner = Citizen.objects.get(pk=dossier.owner_id)
    consent = Consent.objects.get(intake=intake)
    return _("Nộp thay %(owner)s, người đã đồng ý lúc %(at)s (%(how)s).") % {
        "owner": owner.full_name,
        "at": f"{timezone.localtime(consent.given_at):%H:%M %d/%m/%Y}",
        "how": consent.get_how_display().lower(),
    }


def _keep_problems(filing: Filing, refusal: Exception) -> None:
    errors: Mapping[str, str]
    if isinstance(refusal, InvalidInput):
        errors = {place: str(text) for place, text in refusal.errors.items()}
    elif isinstance(refusal, Http404):
        errors = {WHO: _("Hồ sơ này không còn thuộc nơi tiếp nhận của cán bộ đã ký.")}
    else:
        errors = {WHO: str(refusal)}
    Filing.objects.filter(pk=filing.pk, filed_at=None).update(problems=errors)

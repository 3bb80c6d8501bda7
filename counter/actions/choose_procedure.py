"""What the client came for: the draft in the client's own account."""

import uuid

from django.utils.translation import gettext as _

from counter.actions.lock_intake import lock_intake
from counter.digitising.copies import refuse_frozen
from counter.models import Consent, Intake, ScannedPage
from counter.queries import agency_of
from dossiers.actions.carry_over import carry_over
from dossiers.actions.save_answers import channels_of, save_delivery
from dossiers.actions.start_draft import refuse_paper_only, start_draft
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import record, recorded
from portal.shared.errors import InvalidInput, Refusal
from services.models import Revision

# What a clerk may do for a client; CITIZEN is nobody's but the citizen's.
AT_THE_COUNTER = (
    Dossier.Provenance.DIGITISED,
    Dossier.Provenance.HELPED,
    Dossier.Provenance.POST,
)


def choose_procedure(
    *,
    actor: Actor,
    key: uuid.UUID,
    revision: Revision,
    handling_agency: Agency,
    provenance: str,
) -> Intake:
    """The intake with its draft: a new one, or the client's own of this procedure and provenance
    (under an older revision: carried over).

    Raises Refusal (no consent yet, filed already or about to be, pages of another procedure, at
    another desk),
    InvalidInput (paper only; a provenance that is not of the counter), NotAllowed (received
    elsewhere), Http404.
    """
    with recorded():
        intake = lock_intake(actor, key)
        owner_id = _who_agreed(intake)
        if provenance not in AT_THE_COUNTER:
            raise InvalidInput({"provenance": _("Chọn cách nộp: số hóa, hỗ trợ hoặc bưu chính.")})
        refuse_paper_only(revision)
        before = intake.dossier
        _must_be_free_for(intake, before, revision)
        draft = _draft(actor, owner_id, revision, handling_agency, provenance)
        _must_not_be_elsewhere(intake, draft)
        if before is not None and before != draft:
            # The copies that are being signed become files of the draft before.
            refuse_frozen(intake, [])
        intake.dossier = draft
        intake.saved_at = clock.now()
        intake.version += 1
        intake.save(update_fields=["dossier", "saved_at", "version"])
        record(
            actor=actor,
            action="choose_procedure",
            subject=f"intake:{intake.key}",
            procedure=revision.procedure_id,
            provenance=provenance,
        )
        return intake


def _who_agreed(intake: Intake) -> int:
    """The client. Raises Refusal without the client's consent."""
    consent = Consent.objects.filter(intake=intake).first()
    if consent is None or consent.citizen_id != intake.citizen_id:
        raise Refusal(
            _("Chưa có sự đồng ý của người nộp. Ghi nhận sự đồng ý rồi mới chọn thủ tục.")
        )
    return consent.citizen_id


def _must_be_free_for(intake: Intake, before: Dossier | None, revision: Revision) -> None:
    """One dossier at a time, and its pages with it."""
    if before is None:
        return
    if before.state != State.DRAFT:
        raise Refusal(_("Hồ sơ của lượt này đã nộp. Bấm “Làm thêm thủ tục khác” để làm tiếp."))
    pages = ScannedPage.objects.filter(intake=intake).exclude(state=ScannedPage.State.REMOVED)
    if before.procedure_id != revision.procedure_id and pages.exists():
        raise Refusal(
            _(
                "Lượt này đã có giấy tờ số hóa cho thủ tục khác. Bỏ các trang đó trước, hoặc làm "
                "thủ tục mới trong một lượt riêng."
            )
        )


def _draft(
    actor: Actor, owner_id: int, revision: Revision, handling: Agency, provenance: str
) -> Dossier:
    owner = Citizen.objects.get(pk=owner_id)
    drafts = Dossier.objects.filter(
        owner=owner, procedure_id=revision.procedure_id, state=State.DRAFT,
        provenance=provenance, receiving_agency_id=agency_of(actor),
    )  # fmt: skip
    older = drafts.exclude(revision=revision).order_by("-saved_at").first()
    if older is not None and not drafts.filter(revision=revision).exists():
        return carry_over(actor=actor, key=older.key, agency=handling.code)
    draft = start_draft(
        actor=actor,
        revision=revision,
        handling_agency=handling,
        owner=owner,
        provenance=provenance,
    )
    counter = Dossier.ReturnChannel.COUNTER
    if owner.user_id is None and draft.version == 0 and counter in channels_of(draft):
        # Somebody without an account comes back for the paper, unless the form says otherwise.
        return save_delivery(actor=actor, key=draft.key, return_channel=counter)
    return draft


def _must_not_be_elsewhere(intake: Intake, draft: Dossier) -> None:
    other = (
        Intake.objects.filter(dossier=draft)
        .exclude(pk=intake.pk)
        .exclude(state=Intake.State.CLOSED)
        .first()
    )
    if other is not None:
        raise Refusal(
            _(
                "Hồ sơ này đang làm dở trong lượt %(code)s. Kết thúc lượt này rồi tiếp tục lượt đó "
                "bằng mã."
            )
            % {"code": other.resume_code}
        )

"""File a dossier: it gets its code; answers, revision, applicant and quote are frozen."""

from typing import Any

from django.utils.translation import gettext as _

from dossiers.actions.drop_files import drop_unasked_files
from dossiers.actions.open_fee import open_fee_of, pays_online_first
from dossiers.actions.transition import lock, step, tell
from dossiers.answering import cleaned_answers
from dossiers.attachments.fields import field_key_of
from dossiers.attachments.papers import papers_of
from dossiers.attachments.signatures import is_spoiled, spoiled_words
from dossiers.clock.deadline import answer_due
from dossiers.clock.provincial import provincial_calendar
from dossiers.codes import allocate_code
from dossiers.documents.request import request_document
from dossiers.models import Attachment, Document, Dossier, HistoryEntry
from dossiers.quoting import quote_for
from dossiers.states import State
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Citizen
from portal.agencies.queries import agency_with_id
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import InvalidInput
from portal.shared.kept_language import kept_language
from portal.shared.prepared import Prepared
from portal.shared.prepared_models import PreparedModels
from services.binding import Binding, binding
from services.queries import revision_in_force

# Read at each filing, so compiled once: 0.3 ms of a filing each.
_owner = PreparedModels(
    lambda pk: Citizen.objects.select_related("commune__parent").filter(pk=pk), -987_654_341
)
_accepted_files = Prepared(
    lambda dossier: Attachment.objects.filter(
        dossier_id=dossier, state=Attachment.State.ACCEPTED
    ).values_list("requirement_key", "original_name", "signature"),
    dossier=int,
)

# The key of the refusal that is about no answer and no paper.
PROCEDURE = "procedure"


def file(*, actor: Actor, key: object) -> Dossier:
    """File the draft. Filing again (double click, back button, retry) returns the same dossier.

    Raises InvalidInput, with nothing changed, naming each answer or paper that is missing, or (key
    `procedure`) that the procedure has been withdrawn or applies in another revision by now.
    """
    with recorded():
        dossier = lock(actor, "file", key=key)
        if dossier.state != State.DRAFT:
            return dossier
        return file_locked(dossier, actor=actor)


def file_locked(dossier: Dossier, *, actor: Actor, reason: str = "") -> Dossier:
    """File a draft that is locked already, as part of a transaction that `recorded()` has opened.

    `reason` goes into the history beside the step. Raises InvalidInput; the caller's transaction
    must not be committed then.
    """
    bound = binding(dossier.revision_id)
    dossier.answers = _checked_answers(dossier, bound)
    drop_unasked_files(dossier, bound.eform)
    _freeze(dossier, bound)
    request_document(dossier, Document.Kind.FILING_RECEIPT)
    steps = [(actor, step(dossier, "file", actor=actor, reason=reason))]
    if pays_online_first(dossier):
        steps.append((SYSTEM, step(dossier, "require_payment", actor=SYSTEM)))
    HistoryEntry.objects.bulk_create([history for _actor, history in steps])
    # All who file at the agency wait for its counter: as little as possible comes after it.
    dossier.handling_agency = agency_with_id(dossier.handling_agency_id)
    dossier.code = allocate_code(dossier.handling_agency, clock.today())
    open_fee_of(dossier)
    dossier.save()
    for each_actor, history in steps:
        tell(dossier, history, each_actor)
    return dossier


def _checked_answers(dossier: Dossier, bound: Binding) -> dict[str, Any]:
    in_force = revision_in_force(dossier.procedure_id)
    if in_force is None:
        raise InvalidInput({PROCEDURE: withdrawn_words()})
    if in_force != dossier.revision_id:
        raise InvalidInput({PROCEDURE: changed_words()})
    cleaned = cleaned_answers(dossier, partial=False)
    errors = dict(cleaned.errors) | missing_papers(dossier)
    if errors:
        raise InvalidInput(errors)
    return dict(cleaned.values)


def withdrawn_words() -> str:
    """Why a draft of a withdrawn procedure cannot be filed."""
    return _(
        "Thủ tục này đã bãi bỏ nên không nộp hồ sơ được. Bản nháp của bạn vẫn được giữ; hãy tìm"
        " thủ tục thay thế hoặc hỏi Bộ phận một cửa."
    )


def changed_words() -> str:
    """Why a draft of a revision that was replaced cannot be filed."""
    return _(
        "Thủ tục đã thay đổi từ khi bạn bắt đầu điền. Mở bản nháp để xem những điểm thay đổi và"
        " chuyển sang mẫu mới rồi nộp; nội dung đã điền được giữ lại."
    )


def missing_papers(dossier: Dossier) -> dict[str, str]:
    """One message for each required paper without a usable file, and for each file that is not
    what its signature says (key: `paper-<requirement>`, or the key of the file field)."""
    rows = _accepted_files(dossier=dossier.pk)
    given = {key for key, _name, _signature in rows}
    missing = {
        f"paper-{paper.key}": _("Tải lên tệp cho “%(name)s”.") % {"name": paper.name}
        for paper in papers_of(dossier)
        if paper.required and paper.key not in given
    }
    spoiled = {
        field_key_of(key) or f"paper-{key}": spoiled_words(name, signature)
        for key, name, signature in rows
        if is_spoiled(signature)
    }
    return missing | spoiled


def _freeze(dossier: Dossier, bound: Binding) -> None:
    now = clock.now()
    [owner] = _owner(dossier.owner_id)
    # What is kept is printed on official papers: in Vietnamese, whoever files in which language.
    with kept_language():
        quote = quote_for(bound, dossier.answers, on=clock.today())
    dossier.applicant = applicant_snapshot(owner)
    dossier.lookup_digits = owner.identity_number[-4:]
    dossier.quote = quote.as_json()
    dossier.fee_vnd = quote.total_vnd
    dossier.filed_at = now
    dossier.held_since = now
    dossier.due_at = answer_due(now, provincial_calendar())


def applicant_snapshot(owner: Citizen) -> dict[str, str]:
    """Who the applicant was on the day of filing."""
    commune = owner.commune
    places = [owner.address_line]
    if commune is not None:
        places += [commune.name, commune.parent.name if commune.parent else ""]
    return {
        "full_name": owner.full_name,
        "identity_number": owner.identity_number,
        "birth_date": f"{owner.birth_date:%d/%m/%Y}",
        "phone": owner.phone,
        "email": owner.email,
        "address": ", ".join(place for place in places if place),
    }

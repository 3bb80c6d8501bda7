"""`/me/dossiers/<key>/papers/`: the files of a draft, and giving or taking back one."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.actions.remove_attachment import open_supplement, remove_attachment
from dossiers.answering import cleaned_answers
from dossiers.attachments.fields import file_field, is_of_field
from dossiers.attachments.papers import asked_for
from dossiers.models import Attachment, Dossier
from dossiers.queries import visible_to
from dossiers.states import State
from dossiers.web.citizen.base import UNUSABLE, CitizenPage, DraftPage
from dossiers.web.citizen.current import current_draft
from dossiers.web.citizen.field_slots import field_slots
from dossiers.web.citizen.order import PAPERS, Order, order_of
from dossiers.web.citizen.slots import anchor, slots_of
from dossiers.web.citizen.steps import files_given
from dossiers.web.citizen.supply import supply_page
from dossiers.web.citizen.uploads import take_files
from portal.accounts.web.access import ActorRequest
from portal.shared.web.serving import send_file
from services.binding import binding


class DraftPapersView(DraftPage):
    """One slot for each paper."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """The slots. `?errors` says which are missing (from the check page)."""
        draft = current_draft(request.actor, key)
        errors = _missing(draft) if "errors" in request.GET else {}
        return papers_page(request, draft, errors)

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """On: what is missing is said, but a person may well come back for it later."""
        draft = current_draft(request.actor, key)
        errors = _missing(draft)
        if errors:
            return papers_page(request, draft, errors, status=UNUSABLE)
        return redirect(_order(draft).after(PAPERS))


class AttachmentAddView(CitizenPage):
    """A file for a paper. With the script the answer is the slot alone."""

    def get(self, request: ActorRequest, key: uuid.UUID, requirement: str) -> HttpResponse:
        """Reloading after signing in again: back to the page with the slot."""
        return redirect(_page_of(_own(request, key)))

    def post(self, request: ActorRequest, key: uuid.UUID, requirement: str) -> HttpResponse:
        """Take the file, or say beside the slot why not."""
        dossier = _own(request, key)
        uploads = request.FILES.getlist("file")
        status, error = take_files(request, dossier.key, requirement, uploads)
        if request.headers.get("X-Upload"):
            return _slot(request, dossier, requirement, error, status)
        if is_of_field(requirement):
            return redirect(_page_of(dossier))
        if error:
            page = papers_page if dossier.state == State.DRAFT else supply_page
            return page(request, dossier, {requirement: error}, status=status)
        return redirect(f"{_page_of(dossier)}#{anchor(requirement)}")


class AttachmentRemoveView(CitizenPage):
    """Take a file back."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Reloading after signing in again: back to the page with the file."""
        return redirect(_page_of(_attachment(request, key).dossier))

    def post(self, request: ActorRequest, key: uuid.UUID) -> HttpResponse:
        """Remove it."""
        attachment = _attachment(request, key)
        remove_attachment(actor=request.actor, key=key)
        return redirect(f"{_page_of(attachment.dossier)}#{anchor(attachment.requirement_key)}")


class AttachmentFileView(CitizenPage):
    """The file: the upright PDF of a photo as soon as there is one."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponseBase:
        """Inline where a browser can show it safely, else as a download."""
        attachment = _attachment(request, key)
        if attachment.state != Attachment.State.ACCEPTED:
            raise Http404
        if attachment.rendition:
            stem = attachment.original_name.rpartition(".")[0]
            return send_file(attachment.rendition, media_type="application/pdf", name=f"{stem}.pdf")
        return send_file(
            attachment.file, media_type=attachment.media_type, name=attachment.original_name
        )


def papers_page(
    request: ActorRequest, draft: Dossier, errors: dict[str, str], *, status: int = 200
) -> HttpResponse:
    """The page with the slots; `errors` by the paper's key."""
    bound = binding(draft.revision_id)
    order = _order(draft)
    context = {
        "draft": draft,
        "bound": bound,
        "slots": slots_of(draft, asked_for(draft), errors=errors),
        "errors": [{"href": f"#{anchor(key)}", "text": text} for key, text in errors.items()],
        "number": order.number(PAPERS),
        "total": order.total,
        "back": order.before(PAPERS),
    }
    return render(request, "citizen/draft_papers.html", context, status=status)


def _order(draft: Dossier) -> Order:
    bound = binding(draft.revision_id)
    return order_of(draft, bound, cleaned_answers(draft, partial=True).values)


def _missing(draft: Dossier) -> dict[str, str]:
    given = files_given(draft)
    return {
        paper.key: _("Tải lên tệp cho “%(name)s”.") % {"name": paper.name}
        for paper in asked_for(draft)
        if paper.required and paper.key not in given
    }


def _slot(
    request: ActorRequest, dossier: Dossier, requirement: str, error: str, status: int
) -> HttpResponse:
    field = file_field(dossier, requirement)
    if field is not None:
        slot = field_slots(dossier, [field], {field.key: error} if error else {})[field.key]
        template = "components/eform/file_slot.html"
        return render(request, template, {"slot": slot}, status=status)
    papers = [paper for paper in asked_for(dossier) if paper.key == requirement]
    slots = slots_of(
        dossier, papers, supplement=open_supplement(dossier), errors={requirement: error}
    )
    return render(request, "components/upload_slot.html", {"slot": slots[0]}, status=status)


def _own(request: ActorRequest, key: uuid.UUID) -> Dossier:
    return get_object_or_404(visible_to(request.actor), key=key)


def _attachment(request: ActorRequest, key: uuid.UUID) -> Attachment:
    return get_object_or_404(
        Attachment.objects.select_related("dossier"),
        key=key,
        dossier__in=visible_to(request.actor),
    )


def _page_of(dossier: Dossier) -> str:
    if dossier.state == State.DRAFT:
        return reverse("dossiers:draft_papers", args=[dossier.key])
    if dossier.state == State.SUPPLEMENT_REQUIRED:
        return reverse("dossiers:dossier_supply", args=[dossier.code])
    return reverse("dossiers:dossier_detail", args=[dossier.code])

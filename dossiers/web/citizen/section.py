"""`/me/dossiers/<key>/sections/<section>/`: one section of the form a page, saved while typed."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from dossiers.actions.remove_attachment import remove_attachment
from dossiers.actions.save_answers import Answers, save_answers
from dossiers.answering import cleaned_answers
from dossiers.attachments.fields import field_key_of, requirement_key_of
from dossiers.models import Dossier
from dossiers.queries import draft_of
from dossiers.web.citizen.base import MOVED_ON, UNUSABLE, DraftPage
from dossiers.web.citizen.current import current_draft
from dossiers.web.citizen.field_slots import (
    field_slots,
    fields_with_files,
    input_name,
    pressed_removal,
    pressed_upload,
)
from dossiers.web.citizen.order import order_of, section_step
from dossiers.web.citizen.uploads import take_files
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import StalePage
from portal.shared.templatetags.formats import clock_time
from portal.shared.web.kept_posts import take_post
from services.binding import binding
from services.eforms.answers import Cleaned
from services.eforms.definition import EForm, Section
from services.eforms.posting import change_rows, from_changes, from_post
from services.eforms.web import bind, computed_of, computes

LATER = "later"


class DraftSectionView(DraftPage):
    """POST keeps everything that was typed, whatever else happens."""

    keeps_posts = True

    def get(self, request: ActorRequest, key: uuid.UUID, section: str) -> HttpResponse:
        """The section as it is stored. `?errors` says what is missing (from the check page)."""
        kept = take_post(request)
        if kept is not None:
            return self._save(request, key, section, kept, restored=True)
        draft = current_draft(request.actor, key)
        found = _section(binding(draft.revision_id).eform, section)
        cleaned = cleaned_answers(draft, partial="errors" not in request.GET)
        return _page(request, draft, found, cleaned)

    def post(self, request: ActorRequest, key: uuid.UUID, section: str) -> HttpResponse:
        """Save; then on to the next step, or back with what has to be mended."""
        if request.headers.get("X-Autosave"):
            return _autosave(request, key, section)
        return self._save(request, key, section, request.POST)

    def _save(
        self,
        request: ActorRequest,
        key: uuid.UUID,
        section: str,
        data: QueryDict,
        *,
        restored: bool = False,
    ) -> HttpResponse:
        # Neither "on" nor "later": the page comes again, with a row more or less, or a file.
        stays = restored or _presses_row_button(data)
        try:
            draft, _kept = save_answers(
                actor=request.actor,
                key=key,
                typed=lambda eform, _answers: _typed(_section(eform, section), data),
                seen_version=_version(data),
            )
        except StalePage as refusal:
            return _changed_elsewhere(request, key, section, data, refusal)
        eform = binding(draft.revision_id).eform
        found = _section(eform, section)
        if (pressed := _with_files(request, draft, found, data)) is not None:
            return pressed
        if stays:
            cleaned = cleaned_answers(draft, partial=True)
            return _page(request, draft, found, cleaned, restored=restored)
        if data.get("then") == LATER:
            return redirect("dossiers:draft_detail", key=key)
        cleaned = cleaned_answers(draft, partial=False)
        if cleaned.errors_of(found):
            return _page(request, draft, found, cleaned, status=UNUSABLE)
        order = order_of(draft, binding(draft.revision_id), cleaned.values)
        return redirect(order.after(section_step(section)))


def _with_files(
    request: ActorRequest, draft: Dossier, section: Section, data: QueryDict
) -> HttpResponse | None:
    """What concerns the files of the section's fields, after what was typed has been saved: those
    chosen are taken, whichever button sent them. None: nothing to show, go on."""
    fields = fields_with_files(section)
    if not fields:
        return None
    removal = pressed_removal(data)
    if removal is not None:
        removed = remove_attachment(actor=request.actor, key=removal)
        return _back_to_slot(draft, section, field_key_of(removed.requirement_key))
    pressed = pressed_upload(data, fields)
    refused: dict[str, str] = {}
    answer = 200
    for field in fields:
        uploads = request.FILES.getlist(input_name(field))
        if uploads or field is pressed:
            requirement = requirement_key_of(field.key)
            status, error = take_files(request, draft.key, requirement, uploads)
            if error:
                answer, refused[field.key] = status, error
    if refused:
        cleaned = cleaned_answers(draft, partial=True)
        cleaned.errors.update(refused)
        return _page(request, draft, section, cleaned, status=answer)
    return _back_to_slot(draft, section, pressed.key) if pressed else None


def _back_to_slot(draft: Dossier, section: Section, field_key: str) -> HttpResponse:
    here = reverse("dossiers:draft_section", args=[draft.key, section.key])
    return redirect(f"{here}#id_{field_key}-slot")


def _autosave(request: ActorRequest, key: uuid.UUID, section: str) -> JsonResponse:
    """The fields that changed, each as it was typed last; answers with the errors of those."""

    def read(eform: EForm, answers: Answers) -> Answers:
        return from_changes(_section(eform, section), request.POST, answers)

    draft, cleaned = save_answers(actor=request.actor, key=key, typed=read)
    seen = _version(request.POST)
    found = _section(binding(draft.revision_id).eform, section)
    computed = {"computed": computed_of(found, cleaned.values)} if computes(found) else {}
    return JsonResponse(
        {
            "saved_at": clock_time(draft.saved_at),
            # A page that missed a save keeps its old number: its whole form may not overwrite it.
            "version": draft.version if seen in (None, draft.version - 1) else seen,
            "errors": cleaned.errors_of(found),
            **computed,
        }
    )


def _section(eform: EForm, key: str) -> Section:
    section = eform.section(key)
    if section is None:
        raise Http404
    return section


def _typed(section: Section, data: QueryDict) -> Mapping[str, Any]:
    raw = from_post(section, data)
    return change_rows(section, raw, data) or raw


def _presses_row_button(data: QueryDict) -> bool:
    return any(name.startswith(("add__", "remove__")) for name in data)


def _version(data: QueryDict) -> int | None:
    typed = data.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


def _changed_elsewhere(
    request: ActorRequest, key: uuid.UUID, section: str, data: QueryDict, refusal: StalePage
) -> HttpResponse:
    """Nothing is overwritten and nothing typed is lost: the page shows it, to be saved again."""
    draft = draft_of(request.actor, key)
    eform = binding(draft.revision_id).eform
    found = _section(eform, section)
    answers = {**draft.answers, **_typed(found, data)}
    cleaned = cleaned_answers(draft, partial=True, answers=answers)
    return _page(request, draft, found, cleaned, warning=str(refusal), status=MOVED_ON)


def _page(
    request: ActorRequest,
    draft: Dossier,
    section: Section,
    cleaned: Cleaned,
    *,
    restored: bool = False,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    bound = binding(draft.revision_id)
    order = order_of(draft, bound, cleaned.values)
    step = section_step(section.key)
    here = reverse("dossiers:draft_section", args=[draft.key, section.key])
    with_files = fields_with_files(section)
    context = {
        "draft": draft,
        "bound": bound,
        "section": bind(
            section,
            cleaned.kept,
            errors=cleaned.errors,
            warnings=cleaned.warnings,
            slots=field_slots(draft, with_files, cleaned.errors),
        ),
        "takes_files": bool(with_files),
        "here": here,
        "back": order.before(step),
        "number": order.number(step),
        "total": order.total,
        "restored": restored,
        "warning": warning,
        # Until something has been saved, "saved at" would be the moment the draft was made.
        "saved_at": clock_time(draft.saved_at) if draft.version else "",
        "login_url": f"{reverse('account_login')}?next={here}",
    }
    return render(request, "citizen/draft_section.html", context, status=status)

"""`…/form/`: the whole e-form on one page, typed by the clerk, saved while it is typed."""

from collections.abc import Mapping
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from counter.web.intake.base import MOVED_ON, UNUSABLE, IntakePage
from counter.web.intake.steps import FORM, PAPERS
from dossiers.actions.carry_over import carry_over
from dossiers.actions.remove_attachment import remove_attachment
from dossiers.actions.save_answers import Answers, channels_of, save_answers, save_delivery
from dossiers.answering import cleaned_answers
from dossiers.attachments.fields import file_fields, is_of_field, requirement_key_of
from dossiers.models import Attachment, Dossier
from dossiers.web.citizen.field_slots import (
    field_slots,
    input_name,
    pressed_removal,
    pressed_upload,
)
from dossiers.web.citizen.uploads import take_files
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, StalePage
from portal.shared.templatetags.formats import clock_time
from portal.shared.web.serving import send_file
from services.binding import binding
from services.eforms.answers import Cleaned
from services.eforms.definition import EForm
from services.eforms.posting import change_rows, from_changes, from_post
from services.eforms.web import BoundSection, bind, computed_of, computes
from services.newer import newer_revision

DELIVERY = "return_channel"


class IntakeFormView(IntakePage):
    """POST keeps everything that was typed, whatever else happens."""

    step = FORM
    needs = ("consent", "draft")

    def get(self, request: ActorRequest) -> HttpResponse:
        """The form as it is stored; one whose procedure has changed asks to go over first."""
        draft = self._draft()
        if newer_revision(draft.procedure, draft.revision_id) is not None:
            return self._left_behind(request)
        return self._page(request, draft, cleaned_answers(draft, partial=True))

    def post(self, request: ActorRequest) -> HttpResponse:
        """Save; then on to the papers, or back with what has to be mended."""
        if request.headers.get("X-Autosave"):
            return self._autosave(request)
        if "carry_over" in request.POST:
            return self._carry_over(request)
        data = request.POST
        try:
            draft, _kept = save_answers(
                actor=request.actor,
                key=self._draft().key,
                typed=lambda eform, _answers: _typed(eform, data),
                seen_version=_version(data),
            )
        except StalePage as refusal:
            return self._changed_elsewhere(request, data, str(refusal))
        delivery = self._save_delivery(request, draft)
        with_files = self._with_files(request, draft)
        if with_files is not None:
            return with_files
        if _presses_row_button(data):
            return self._page(request, draft, cleaned_answers(draft, partial=True))
        cleaned = cleaned_answers(draft, partial=False)
        if cleaned.errors or delivery:
            return self._page(request, draft, cleaned, delivery=delivery, status=UNUSABLE)
        return self.to_step(PAPERS)

    def _draft(self) -> Dossier:
        assert self.intake.dossier is not None, "needs says so"
        return self.intake.dossier

    def _autosave(self, request: ActorRequest) -> JsonResponse:
        """The fields that changed; answers with the errors of those."""

        def read(eform: EForm, answers: Answers) -> Answers:
            raw: dict[str, Any] = {}
            for section in eform.sections:
                raw |= from_changes(section, request.POST, answers)
            return raw

        draft, cleaned = save_answers(actor=request.actor, key=self._draft().key, typed=read)
        errors = dict(cleaned.errors)
        if DELIVERY in request.POST.getlist("changed"):
            refused = self._save_delivery(request, draft)
            errors |= {DELIVERY: refused} if refused else {}
        seen = _version(request.POST)
        sections = [one for one in binding(draft.revision_id).eform.sections if computes(one)]
        computed = {k: v for one in sections for k, v in computed_of(one, cleaned.values).items()}
        return JsonResponse(
            {
                "saved_at": clock_time(draft.saved_at),
                # A page that missed a save keeps its old number: see the citizen's section.
                "version": draft.version if seen in (None, draft.version - 1) else seen,
                "errors": errors,
                "computed": computed,
            }
        )

    def _save_delivery(self, request: ActorRequest, draft: Dossier) -> str:
        """How the result is received; the words of a refusal."""
        chosen = request.POST.get(DELIVERY)
        if chosen is None or chosen == draft.return_channel:
            return ""
        try:
            save_delivery(actor=request.actor, key=draft.key, return_channel=chosen)
        except InvalidInput as refusal:
            return str(refusal)
        draft.return_channel = chosen
        return ""

    def _with_files(self, request: ActorRequest, draft: Dossier) -> HttpResponse | None:
        """The files of the form's own file fields, after what was typed has been saved."""
        fields = file_fields(binding(draft.revision_id).eform)
        if not fields:
            return None
        removal = pressed_removal(request.POST)
        if removal is not None:
            # Of this client's draft alone: a clerk may touch the files of others in their intakes.
            own = get_object_or_404(Attachment, dossier=draft, key=removal)
            remove_attachment(actor=request.actor, key=own.key)
            return redirect("counter:intake_form", intake=self.intake.key)
        pressed = pressed_upload(request.POST, fields)
        refused: dict[str, str] = {}
        answer = UNUSABLE
        for field in fields:
            uploads = request.FILES.getlist(input_name(field))
            if uploads or field is pressed:
                key = requirement_key_of(field.key)
                status, error = take_files(request, draft.key, key, uploads)
                if error:
                    answer, refused[field.key] = status, error
        if refused:
            cleaned = cleaned_answers(draft, partial=True)
            cleaned.errors.update(refused)
            return self._page(request, draft, cleaned, status=answer)
        if pressed is None:
            return None
        here = reverse("counter:intake_form", args=[self.intake.key])
        return redirect(f"{here}#id_{pressed.key}-slot")

    def _changed_elsewhere(
        self, request: ActorRequest, data: QueryDict, words: str
    ) -> HttpResponse:
        """Nothing is overwritten, nothing typed is lost: the page shows it, to be saved again."""
        draft = Dossier.objects.select_related("procedure").get(pk=self._draft().pk)
        typed = _typed(binding(draft.revision_id).eform, data)
        cleaned = cleaned_answers(draft, partial=True, answers={**draft.answers, **typed})
        return self._page(request, draft, cleaned, warning=words, status=MOVED_ON)

    def _left_behind(self, request: ActorRequest) -> HttpResponse:
        context = {"draft": self._draft()}
        return self.show(request, "counter/intake/form_changed.html", context)

    def _carry_over(self, request: ActorRequest) -> HttpResponse:
        """On with the new form; what it asks no more is kept beside the draft."""
        try:
            carry_over(actor=request.actor, key=self._draft().key)
        except InvalidInput as refusal:
            context = {"draft": self._draft(), "problem": str(refusal)}
            return self.show(request, "counter/intake/form_changed.html", context, status=UNUSABLE)
        return redirect("counter:intake_form", intake=self.intake.key)

    def _page(
        self,
        request: ActorRequest,
        draft: Dossier,
        cleaned: Cleaned,
        *,
        warning: str = "",
        delivery: str = "",
        status: int = 200,
    ) -> HttpResponse:
        bound = binding(draft.revision_id)
        sections = self._sections(draft, bound.eform, cleaned)
        errors = [line for section in sections for line in section.errors]
        if delivery:
            errors.append({"href": f"#id_{DELIVERY}_0", "text": delivery})
        context = {
            "draft": draft,
            "bound": bound,
            "sections": sections,
            "errors": errors,
            "warning": warning,
            "here": reverse("counter:intake_form", args=[self.intake.key]),
            "takes_files": bool(file_fields(bound.eform)),
            "channels": _channels(draft),
            "delivery_error": delivery,
            "saved_at": clock_time(draft.saved_at) if draft.version else "",
            "login_url": reverse("account_login"),
        }
        return self.show(request, "counter/intake/form.html", context, status=status)

    def _sections(self, draft: Dossier, eform: EForm, cleaned: Cleaned) -> list[BoundSection]:
        slots = field_slots(draft, file_fields(eform), cleaned.errors)
        for slot in slots.values():
            for file in slot["files"]:
                file["preview_url"] = file["preview_url"] and reverse(
                    "counter:intake_file", args=[self.intake.key, file["key"]]
                )
        return [
            bind(
                section,
                cleaned.kept,
                errors=cleaned.errors,
                warnings=cleaned.warnings,
                slots=slots,
            )
            for section in eform.sections
        ]


class IntakeFileView(IntakePage):
    """A file that was given for a field of the form."""

    step = FORM
    needs = ("draft",)

    def get(self, request: HttpRequest, key: Any) -> HttpResponseBase:
        """Inline where a browser can show it safely."""
        attachment = get_object_or_404(
            Attachment,
            dossier=self.intake.dossier,
            key=key,
            state=Attachment.State.ACCEPTED,
        )
        if not is_of_field(attachment.requirement_key):
            raise Http404
        return send_file(
            attachment.file, media_type=attachment.media_type, name=attachment.original_name
        )


def _channels(draft: Dossier) -> list[dict[str, Any]]:
    """The ways to receive the result; a single one is no question."""
    labels = dict(Dossier.ReturnChannel.choices)
    offered = channels_of(draft)
    if len(offered) < 2:
        return []
    return [
        {"value": each, "label": labels[each], "chosen": each == draft.return_channel}
        for each in offered
    ]


def _typed(eform: EForm, data: QueryDict) -> Mapping[str, Any]:
    """All sections, with the row that a button adds or removes."""
    raw: dict[str, Any] = {}
    for section in eform.sections:
        posted = from_post(section, data)
        raw |= change_rows(section, posted, data) or posted
    return raw


def _presses_row_button(data: QueryDict) -> bool:
    return any(name.startswith(("add__", "remove__")) for name in data)


def _version(data: QueryDict) -> int | None:
    typed = data.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None

"""Steps at the desk, each with its page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dossiers.actions.ask_move import ask_move
from dossiers.actions.carry_over import carried_answers
from dossiers.actions.decide import decide, halt, reopen
from dossiers.actions.propose import propose, send_back
from dossiers.actions.start_processing import start_processing
from dossiers.models import Document, Dossier, Proposal
from dossiers.web.staff.act.base import StepView
from dossiers.web.staff.act.forms import CommentForm, DecideForm, ProposalForm, ReasonForm
from dossiers.web.staff.act.shared import NoteStep, SupplementStep
from dossiers.web.staff.areas import DESK
from portal.accounts.roles import Role
from portal.signatures.queries import active_key_of
from services.changes_for_citizens import changes_for_citizens
from services.newer import newer_revision


class DossierStartProcessingView(StepView):
    """Take it."""

    area, roles = DESK, (Role.OFFICER,)
    event = "start_processing"
    template_name = "desk/dossier_start_processing.html"
    act = staticmethod(start_processing)
    done = _("Bạn đã nhận thụ lý hồ sơ %(code)s.")


class DossierProposeView(StepView):
    """Propose a result to the leader."""

    area, roles = DESK, (Role.OFFICER,)
    event = "propose"
    template_name = "desk/dossier_propose.html"
    form_class = ProposalForm
    act = staticmethod(propose)
    done = _("Đã trình đề xuất của hồ sơ %(code)s; dự thảo kết quả đang được in.")

    def more(self, dossier: Dossier) -> dict[str, Any]:
        """What the leader said about the proposal before."""
        sent_back = Proposal.objects.filter(dossier=dossier, state=Proposal.State.SENT_BACK)
        return {"sent_back": sent_back.order_by("-id").first()}


class _ProposalStep(StepView):
    """A leader's step: shows the open proposal and the draft of the result."""

    area, roles = DESK, (Role.LEADER,)

    def more(self, dossier: Dossier) -> dict[str, Any]:
        """The proposal and its draft."""
        found = Proposal.objects.filter(dossier=dossier, state=Proposal.State.OPEN)
        draft = Document.objects.filter(dossier=dossier, kind=Document.Kind.RESULT_DRAFT).last()
        page = self.area.dossier_href(str(dossier.code))
        return {
            "proposal": found.select_related("officer").first(),
            "draft_src": f"{page}documents/{draft.key}/" if draft else "",
        }


class DossierDecideView(_ProposalStep):
    """Decide as proposed."""

    event = "decide"
    template_name = "desk/dossier_decide.html"
    form_class = DecideForm
    act = staticmethod(decide)
    done = _("Đã quyết định kết quả của hồ sơ %(code)s; văn bản đang được in.")

    def form_options(self, dossier: Dossier) -> dict[str, Any]:
        """Whether the leader can sign."""
        actor = self.request.actor  # type: ignore[attr-defined]
        return {"has_key": active_key_of(actor.person_id) is not None}


class DossierSendBackView(_ProposalStep):
    """Return the proposal to the officer."""

    event = "send_back"
    template_name = "desk/dossier_send_back.html"
    form_class = CommentForm
    act = staticmethod(send_back)
    done = _("Đã trả lại đề xuất của hồ sơ %(code)s.")


class DossierHaltView(StepView):
    """Stop handling."""

    area, roles = DESK, DESK.roles
    event = "halt"
    template_name = "desk/dossier_halt.html"
    form_class = ReasonForm
    act = staticmethod(halt)
    done = _("Đã dừng xử lý hồ sơ %(code)s và báo cho công dân.")


class DossierReopenView(StepView):
    """Take a decision back."""

    area, roles = DESK, (Role.LEADER,)
    event = "reopen"
    template_name = "desk/dossier_reopen.html"
    form_class = ReasonForm
    act = staticmethod(reopen)
    done = _("Đã mở lại hồ sơ %(code)s.")


class DossierAskMoveView(StepView):
    """Ask the citizen whether the dossier may go over to the revision in force."""

    area, roles = DESK, DESK.roles
    event = "ask_move"
    template_name = "desk/dossier_ask_move.html"
    form_class = ReasonForm
    act = staticmethod(ask_move)
    done = _("Đã hỏi công dân về hồ sơ %(code)s; hồ sơ chỉ chuyển khi công dân đồng ý.")

    def more(self, dossier: Dossier) -> dict[str, Any]:
        """What would change."""
        target = newer_revision(dossier.procedure, dossier.revision_id)
        if target is None:
            return {}
        return {
            "target": target,
            "changes": changes_for_citizens(dossier.revision, target),
            "left": [each.as_json() for each in carried_answers(dossier, target).left],
        }


class DeskDossierRequestSupplementView(SupplementStep):
    """Ask the citizen for what is missing."""

    area, roles = DESK, (Role.OFFICER,)
    template_name = "desk/dossier_request_supplement.html"


class DeskDossierNoteView(NoteStep):
    """Write a note."""

    area, roles = DESK, DESK.roles
    template_name = "desk/dossier_note.html"

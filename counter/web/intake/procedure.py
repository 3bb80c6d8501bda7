"""`…/procedure/`: what the client came for, and how it is filed."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from counter.actions.choose_procedure import AT_THE_COUNTER, choose_procedure
from counter.filed_lately import filed_lately
from counter.queries import clerks_among
from counter.receiving import handling_choices
from counter.web.intake.base import MOVED_ON, UNUSABLE, IntakePage
from counter.web.intake.steps import FORM, PROCEDURE
from dossiers.models import Dossier
from portal.accounts.web.access import ActorRequest
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput, NotAllowed, Refusal
from portal.shared.web.nul import without_nul
from services.levels import is_online
from services.models import Revision
from services.queries import Filters, get_published, popular, search_page

MOST_SHOWN = 15


@dataclass(frozen=True)
class Offer:
    """A procedure in the list: `why_not` says in words why it cannot be begun here."""

    code: str
    name: str
    sector: str
    level: int
    choices: tuple[Agency, ...]
    why_not: str
    # What the client has filed of it a short while ago, in words.
    filed: str = ""


class IntakeProcedureView(IntakePage):
    """Search, then one button; where several agencies handle it, a select beside the button."""

    step = PROCEDURE
    needs = ("consent",)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The procedures that were searched for; before that, those most asked for."""
        return self._page(request, request.GET.get("q", "").strip()[:200])

    def post(self, request: ActorRequest) -> HttpResponse:
        """Begin it, or go on with the client's own draft; on to the form."""
        typed = request.POST.get("q", "")
        try:
            revision = get_published(without_nul(request.POST.get("code", "")))
            handling = _handling(revision, self.intake.agency, request.POST.get("agency", ""))
            choose_procedure(
                actor=request.actor,
                key=self.intake.key,
                revision=revision,
                handling_agency=handling,
                provenance=request.POST.get("provenance", ""),
            )
        except Revision.DoesNotExist:
            text = _("Thủ tục này không còn hiệu lực. Hãy tìm thủ tục thay thế.")
            return self._page(request, typed, problem=text, status=UNUSABLE)
        except (InvalidInput, NotAllowed) as refusal:
            return self._page(request, typed, problem=str(refusal), status=UNUSABLE)
        except Refusal as refusal:
            return self._page(request, typed, problem=str(refusal), status=MOVED_ON)
        return self.to_step(FORM)

    def _page(
        self, request: ActorRequest, q: str, *, problem: str = "", status: int = 200
    ) -> HttpResponse:
        one = _published(request.GET.get("code") or request.POST.get("code", ""))
        if one is not None:
            found = [one]
        else:
            found = search_page(q, Filters()).revisions if q else popular()
        shown = found[:MOST_SHOWN]
        filed = filed_lately(self.intake.citizen, [one.procedure_id for one in shown])
        offers = sorted(
            (_offer(one, self.intake.agency, filed.get(one.procedure_id, "")) for one in shown),
            key=lambda offer: bool(offer.why_not),
        )
        context = {
            "q": q,
            "offers": [offer for offer in offers if q or one or not offer.why_not],
            "chosen": one is not None,
            # Where there is nothing to begin the work is in the search field.
            "nothing_here": not q or all(offer.why_not for offer in offers),
            "problem": problem,
            "provenances": self._provenances(request),
        }
        return self.show(request, "counter/intake/procedure.html", context, status=status)

    def _provenances(self, request: ActorRequest) -> list[dict[str, Any]]:
        """Staff of the post office are clerks of several agencies: theirs comes first."""
        by_post = len(clerks_among(request.actors)) > 1
        default = Dossier.Provenance.POST if by_post else Dossier.Provenance.DIGITISED
        if self.intake.dossier is not None:
            default = Dossier.Provenance(self.intake.dossier.provenance)
        chosen = request.POST.get("provenance") or default
        words = {
            Dossier.Provenance.DIGITISED: _("Số hóa giấy tờ người nộp mang đến"),
            Dossier.Provenance.HELPED: _("Người nộp tự kê khai, cán bộ hỗ trợ gõ"),
            Dossier.Provenance.POST: _("Nhận qua bưu chính công ích"),
        }
        return [
            {"value": one.value, "label": words[one], "chosen": one.value == chosen}
            for one in AT_THE_COUNTER
        ]


def _offer(revision: Revision, at: Agency, filed: str) -> Offer:
    choices: tuple[Agency, ...] = ()
    why_not = ""
    if not is_online(revision.level):
        why_not = _("Chỉ nhận hồ sơ giấy; không số hóa nộp trực tuyến.")
    else:
        choices = tuple(handling_choices(revision, at))
        if not choices:
            why_not = _("Cơ quan bạn không tiếp nhận thủ tục này.")
    procedure = revision.procedure
    return Offer(
        procedure.code, procedure.name, procedure.sector.name, revision.level, choices, why_not,
        filed,
    )  # fmt: skip


def _published(code: str) -> Revision | None:
    try:
        return get_published(without_nul(code)) if code else None
    except Revision.DoesNotExist:
        return None


def _handling(revision: Revision, at: Agency, code: str) -> Agency:
    """The one agency, or the one that was chosen. Raises InvalidInput."""
    choices = list(handling_choices(revision, at))
    if len(choices) == 1:
        return choices[0]
    chosen = next((agency for agency in choices if agency.code == code), None)
    if chosen is not None:
        return chosen
    if not choices:
        raise InvalidInput({"procedure": _("Cơ quan bạn không tiếp nhận thủ tục này.")})
    raise InvalidInput({"agency": _("Chọn cơ quan giải quyết.")})

"""A colleague's dossiers go into other hands: the admin's page, and the leader's."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dossiers.actions.take_over import take_over
from dossiers.held import held_by
from dossiers.models import Dossier
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.administration.queries import colleagues_who_hold, officers_of
from portal.administration.web.base import FormPage
from portal.administration.web.staff import member_or_404, page_of
from portal.administration.web.staff_forms import NOBODY, TakeOverForm
from portal.agencies.models import Agency
from portal.shared.templatetags.formats import day

# So many are offered at once; who holds more gives them in several steps.
MOST = 200


class TakeOverView(FormPage):
    """`/manage/staff/<id>/take-over/<agency>/`."""

    template_name = "administration/take_over.html"
    form_class = TakeOverForm
    title = gettext_lazy("Giao lại hồ sơ")
    submit = gettext_lazy("Giao lại")
    member: User
    agency: Agency

    def find(self, **where: Any) -> None:
        """Who holds, where, and what."""
        self.member = member_or_404(where["pk"])
        agency = Agency.objects.filter(pk=where["agency"]).first()
        if agency is None:
            raise Http404
        self.agency = agency
        self.held = list(held_by(self.member.pk, agency.pk).select_related("procedure")[:MOST])

    def initial(self) -> dict[str, Any]:
        """All of them."""
        return {"codes": [dossier.code for dossier in self.held]}

    def form_arguments(self) -> dict[str, Any]:
        """The dossiers and the officers to choose from."""
        people = officers_of(self.agency.pk, self.member.pk)
        return {
            "codes": [(str(dossier.code), _option(dossier)) for dossier in self.held],
            "people": [(str(role.user_id), role.user.full_name) for role in people],
        }

    def context(self) -> dict[str, Any]:
        """The way back."""
        return {
            "member": self.member, "agency_name": self.agency.name, "held": self.held,
            "back_href": self.back(), "back_text": self.member.full_name,
        }  # fmt: skip

    def back(self) -> str:
        """Where the admin came from."""
        return page_of(self.member.pk)

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Do it."""
        done = take_over(
            actor=request.actor, agency_id=self.agency.pk, holder_id=self.member.pk,
            to_id=None if typed["to"] == NOBODY else int(typed["to"]), codes=typed["codes"],
            reason=typed["reason"],
        )  # fmt: skip
        words = ngettext("Đã giao lại %(n)d hồ sơ.", "Đã giao lại %(n)d hồ sơ.", len(done))
        return words % {"n": len(done)}, self.back()


def _option(dossier: Dossier) -> str:
    due = f" · {day(dossier.due_at)}" if dossier.due_at else ""
    return f"{dossier.code} · {dossier.procedure.name}{due}"


class LeaderTakeOverView(TakeOverView):
    """`/desk/colleagues/<id>/`: the same for the leader, at her own agency."""

    roles = (Role.LEADER,)

    def find(self, **where: Any) -> None:
        """Only who holds a dossier of her agency, or works there."""
        agency_id = self.request.actor.agency_id  # type: ignore[attr-defined]
        if not colleagues_who_hold(agency_id).filter(pk=where["pk"]).exists():
            raise Http404
        super().find(pk=where["pk"], agency=agency_id)

    def back(self) -> str:
        """The list."""
        return reverse("administration:colleagues")

    def context(self) -> dict[str, Any]:
        """The way back."""
        return super().context() | {"back_text": _("Cán bộ đang giữ hồ sơ")}


class ColleaguesView(StaffRequired):
    """`/desk/colleagues/`: who of the leader's agency holds dossiers."""

    roles = (Role.LEADER,)

    def get(self, request: ActorRequest) -> HttpResponse:
        """The list."""
        people = colleagues_who_hold(request.actor.agency_id)
        return render(request, "administration/colleagues.html", {"people": list(people)})

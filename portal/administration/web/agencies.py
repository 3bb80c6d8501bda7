"""/manage/agencies/: the list, one agency, and what can be done to it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.accounts.web.access import ActorRequest
from portal.administration.actions.cancel_change import cancel_change
from portal.administration.actions.change_agency import change_agency
from portal.administration.actions.close_agency import close_agency
from portal.administration.actions.create_agency import create_agency
from portal.administration.actions.move_agency import move_agency
from portal.administration.actions.rename_agency import rename_agency
from portal.administration.closing.close import Closed
from portal.administration.facts import Contact
from portal.administration.models import PlannedChange
from portal.administration.planning import waiting_for
from portal.administration.queries import (
    AgencyFilter,
    agencies_page,
    changes_of,
    staff_of,
)
from portal.administration.web.agency_forms import (
    ChangeForm,
    CloseForm,
    MoveForm,
    NewAgencyForm,
    RenameForm,
)
from portal.administration.web.base import AdminPage, FormPage, StepView
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.templatetags.formats import day as in_words


class AgenciesView(AdminPage):
    """`?q=`, `?level=`, `?show=closed` narrow; `?after=` goes on."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """One page."""
        asked = request.GET
        chosen = AgencyFilter(
            q=asked.get("q", "").strip()[:100],
            level=asked.get("level", "") if asked.get("level") in Agency.Level.values else "",
            closed=asked.get("show") == "closed",
        )
        rows, more = agencies_page(chosen, asked.get("after", ""))
        where = {"q": chosen.q, "level": chosen.level, "show": "closed" if chosen.closed else ""}
        kept = {name: value for name, value in where.items() if value}
        here = reverse("administration:agencies")
        context = {
            "agencies": rows, "chosen": chosen, "levels": Agency.Level.choices,
            "today": clock.today(),
            "next_url": f"{here}?{urlencode(kept | {'after': more})}" if more else "",
        }  # fmt: skip
        return render(request, "administration/agencies.html", context)


class AgencyView(AdminPage):
    """One agency: facts, former names, staff, what is planned."""

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """The page; a closed one leads to its heir."""
        agency = agency_or_404(pk)
        context = {
            "agency": agency,
            "today": clock.today(),
            "names": list(agency.former_names.order_by("-until")),
            "children": list(agency.children.filter(closed_on=None).order_by("code")),
            "predecessors": list(agency.predecessors.order_by("code")),
            "staff": list(staff_of(agency)),
            "changes": list(changes_of(agency)),
        }
        return render(request, "administration/agency.html", context)


def agency_or_404(pk: int) -> Agency:
    """The agency with what its page shows. Raises Http404."""
    found = Agency.objects.select_related("parent", "successor", "heir", "unit").filter(pk=pk)
    agency = found.first()
    if agency is None:
        raise Http404
    return agency


def page_of(agency: Agency) -> str:
    """Its address."""
    return reverse("administration:agency", args=[agency.pk])


class NewAgencyView(FormPage):
    """`/manage/agencies/new/`."""

    form_class = NewAgencyForm
    title = gettext_lazy("Lập cơ quan mới")
    submit = gettext_lazy("Lập cơ quan")

    def context(self) -> dict[str, Any]:
        """The way back."""
        return _to_list()

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Make it."""
        made = create_agency(
            actor=request.actor, code=typed["code"], code_2020=typed["code_2020"],
            name=typed["name"], level=typed["level"], parent_id=typed["parent"],
            is_one_stop=typed["is_one_stop"], contact=_contact(typed),
            opened_on=typed["opened_on"],
        )  # fmt: skip
        return _("Đã lập “%(name)s”.") % {"name": made.name}, page_of(made)


class AgencyFormPage(FormPage):
    """A form about `self.agency`. For one that has been closed there is no form, only its page."""

    agency: Agency

    def find(self, **where: Any) -> None:
        """The agency of the address."""
        self.agency = agency_or_404(where["pk"])

    def initial(self) -> dict[str, Any]:
        """The version that this page shows."""
        return {"version": self.agency.version, "on": clock.today()} | self.shown()

    def shown(self) -> dict[str, Any]:
        """What is there now."""
        return {}

    def context(self) -> dict[str, Any]:
        """The way back, and what waits already."""
        return {
            "agency": self.agency,
            "back_href": page_of(self.agency),
            "back_text": self.agency.name,
            "waiting": list(waiting_for(self.agency)),
        }


class ChangeAgencyView(AgencyFormPage):
    """Address, phone, counter."""

    form_class = ChangeForm
    title = gettext_lazy("Sửa thông tin liên hệ")
    submit = gettext_lazy("Lưu")

    def shown(self) -> dict[str, Any]:
        """As it is."""
        names = ("address", "phone", "email", "is_one_stop")
        return {name: getattr(self.agency, name) for name in names}

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Save."""
        change_agency(
            actor=request.actor, agency_id=self.agency.pk, seen_version=typed["version"],
            contact=_contact(typed), is_one_stop=typed["is_one_stop"],
        )  # fmt: skip
        return _("Đã lưu."), page_of(self.agency)


class RenameAgencyView(AgencyFormPage):
    """Another name."""

    form_class = RenameForm
    title = gettext_lazy("Đổi tên cơ quan")
    submit = gettext_lazy("Đổi tên")

    def shown(self) -> dict[str, Any]:
        """The present name, to be changed."""
        return {"name": self.agency.name}

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Now or planned."""
        outcome = rename_agency(
            actor=request.actor, agency_id=self.agency.pk, seen_version=typed["version"],
            name=typed["name"], on=typed["on"], reason=typed["reason"],
        )  # fmt: skip
        words = _planned_words(outcome) or _("Đã đổi tên. Việc trước đây vẫn ghi tên cũ.")
        return words, page_of(self.agency)


class MoveAgencyView(AgencyFormPage):
    """Another place in the tree."""

    form_class = MoveForm
    title = gettext_lazy("Chuyển sang trực thuộc cơ quan khác")
    submit = gettext_lazy("Chuyển")

    def shown(self) -> dict[str, Any]:
        """Where it stands."""
        return {"parent": self.agency.parent_id}

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Move it."""
        move_agency(
            actor=request.actor, agency_id=self.agency.pk, seen_version=typed["version"],
            parent_id=typed["parent"],
        )  # fmt: skip
        return _("Đã chuyển. Hồ sơ và vai trò không đổi."), page_of(self.agency)


class CloseAgencyView(AgencyFormPage):
    """The end."""

    form_class = CloseForm
    title = gettext_lazy("Giải thể cơ quan")
    submit = gettext_lazy("Giải thể")
    is_danger = True

    def context(self) -> dict[str, Any]:
        """What follows is told before."""
        return super().context() | {"tells_what_follows": True}

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Now or planned."""
        outcome = close_agency(
            actor=request.actor, agency_id=self.agency.pk, seen_version=typed["version"],
            successor_id=typed["successor"], on=typed["on"], reason=typed["reason"],
        )  # fmt: skip
        words = _planned_words(outcome) or _closed_words(outcome)
        return words, page_of(self.agency)


class CancelChangeView(StepView):
    """A planned change is taken back."""

    def act(self, request: ActorRequest, **where: Any) -> str:
        """Cancel it."""
        cancel_change(actor=request.actor, change_id=where["change"])
        return _("Đã hủy kế hoạch.")

    def back(self, **where: Any) -> str:
        """The agency's page."""
        return reverse("administration:agency", args=[where["pk"]])


def _contact(typed: dict[str, Any]) -> Contact:
    return Contact(typed["address"], typed["phone"], typed["email"])


def _to_list() -> dict[str, Any]:
    return {"back_href": reverse("administration:agencies"), "back_text": _("Các cơ quan")}


def _planned_words(outcome: object) -> str:
    if not isinstance(outcome, PlannedChange):
        return ""
    return _("Đã ghi kế hoạch; hệ thống thực hiện vào ngày %(day)s.") % {
        "day": in_words(outcome.on)
    }


def _closed_words(outcome: object) -> str:
    if not isinstance(outcome, Closed) or outcome.heir is None:
        return _("Đã giải thể.")
    return ngettext(
        "Đã giải thể. %(n)d hồ sơ và các vai trò đã chuyển sang “%(heir)s”.",
        "Đã giải thể. %(n)d hồ sơ và các vai trò đã chuyển sang “%(heir)s”.",
        outcome.dossiers,
    ) % {"n": outcome.dossiers, "heir": outcome.heir.name}

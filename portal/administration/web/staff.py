"""/manage/staff/: the list, invitations, one member of staff."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.held import held_by
from portal.accounts.actions.cancel_invitation import cancel_invitation
from portal.accounts.actions.give_role import give_role
from portal.accounts.actions.invite_staff import invite_staff
from portal.accounts.actions.resend_invitation import resend_invitation
from portal.accounts.models import StaffRole, User
from portal.accounts.web.access import ActorRequest
from portal.administration.actions.deactivate_staff import deactivate_staff
from portal.administration.actions.end_role import end_role
from portal.administration.actions.reactivate_staff import reactivate_staff
from portal.administration.queries import staff_page, waiting_invitations
from portal.administration.web.base import AdminPage, FormPage, StepView
from portal.administration.web.paging import number_or_zero
from portal.administration.web.staff_forms import InviteForm, RoleForm

# More agencies than this with held dossiers nobody has.
MAX_AGENCIES = 20


class StaffView(AdminPage):
    """`?q=` narrows by name or e-mail, `?after=` goes on."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """One page, and the invitations that wait."""
        q = request.GET.get("q", "").strip()[:100]
        members, more = staff_page(q, number_or_zero(request.GET.get("after", "")))
        here = reverse("administration:staff")
        kept = {name: value for name, value in (("q", q), ("after", more)) if value}
        context = {
            "q": q,
            "members": members,
            "invitations": [] if q else list(waiting_invitations()[:MAX_AGENCIES]),
            "next_url": f"{here}?{urlencode(kept)}" if more else "",
        }
        return render(request, "administration/staff.html", context)


class InviteView(FormPage):
    """`/manage/staff/invite/`."""

    form_class = InviteForm
    title = gettext_lazy("Mời cán bộ")
    submit = gettext_lazy("Gửi lời mời")

    def context(self) -> dict[str, Any]:
        """The way back."""
        return {"back_href": reverse("administration:staff"), "back_text": _("Cán bộ")}

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Invite."""
        invitation = invite_staff(
            actor=request.actor, full_name=typed["full_name"], email=typed["email"],
            roles=[(typed["role"], typed["agency"])],
        )  # fmt: skip
        words = _("Đã gửi lời mời đến %(email)s.") % {"email": invitation.email}
        return words, reverse("administration:staff")


class InvitationStep(StepView):
    """A button beside an invitation."""

    def back(self, **where: Any) -> str:
        """The list."""
        return reverse("administration:staff")


class ResendView(InvitationStep):
    """Send it anew."""

    def act(self, request: ActorRequest, **where: Any) -> str:
        """A new link."""
        invitation = resend_invitation(actor=request.actor, invitation_id=where["pk"])
        return _("Đã gửi lại lời mời đến %(email)s; đường dẫn trước không dùng được nữa.") % {
            "email": invitation.email
        }


class CancelInvitationView(InvitationStep):
    """Take it back."""

    def act(self, request: ActorRequest, **where: Any) -> str:
        """Cancel."""
        invitation = cancel_invitation(actor=request.actor, invitation_id=where["pk"])
        return _("Đã hủy lời mời đến %(email)s.") % {"email": invitation.email}


class MemberView(FormPage):
    """`/manage/staff/<id>/`: roles, what is held; the form gives one more role."""

    template_name = "administration/member.html"
    form_class = RoleForm
    title = gettext_lazy("Cán bộ")
    submit = gettext_lazy("Giao vai trò")
    member: User

    def find(self, **where: Any) -> None:
        """The person."""
        self.member = member_or_404(where["pk"])

    def context(self) -> dict[str, Any]:
        """Roles and what is held, by agency."""
        roles = StaffRole.objects.filter(user=self.member).select_related("agency")
        agencies = (
            held_by(self.member.pk)
            .order_by()
            .values_list("handling_agency", "handling_agency__name")
        )
        return {
            "member": self.member,
            "is_self": self.request.user.pk == self.member.pk,
            "roles": list(roles.order_by("-is_active", "pk")),
            "holding": list(agencies.distinct()[:MAX_AGENCIES]),
            "back_href": reverse("administration:staff"),
            "back_text": _("Cán bộ"),
        }

    def act(self, request: ActorRequest, typed: dict[str, Any]) -> tuple[str, str]:
        """Give it."""
        give_role(
            actor=request.actor, user_id=self.member.pk, role=typed["role"],
            agency_id=typed["agency"],
        )  # fmt: skip
        return _("Đã giao vai trò."), page_of(self.member.pk)


def member_or_404(pk: int) -> User:
    """Somebody who holds, or has held, a staff role. Raises Http404."""
    member = User.objects.filter(pk=pk, pk__in=StaffRole.objects.values("user")).first()
    if member is None:
        raise Http404
    return member


def page_of(user_id: int) -> str:
    """The address of a member's page."""
    return reverse("administration:member", args=[user_id])


class MemberStep(StepView):
    """A button on the page of a member."""

    def back(self, **where: Any) -> str:
        """That page."""
        return page_of(where["pk"])


class EndRoleView(MemberStep):
    """One role ends."""

    def act(self, request: ActorRequest, **where: Any) -> str:
        """End it; a role of somebody else than the page's is not there."""
        if not StaffRole.objects.filter(pk=where["role"], user=where["pk"]).exists():
            raise Http404
        end_role(actor=request.actor, role_id=where["role"])
        return _("Đã cho thôi vai trò.")


class DeactivateView(MemberStep):
    """The account is locked."""

    def act(self, request: ActorRequest, **where: Any) -> str:
        """Lock it."""
        deactivate_staff(actor=request.actor, user_id=where["pk"])
        return _("Đã khóa tài khoản. Mọi phiên đăng nhập của người này đã hết.")


class ReactivateView(MemberStep):
    """The account is unlocked."""

    def act(self, request: ActorRequest, **where: Any) -> str:
        """Unlock it."""
        reactivate_staff(actor=request.actor, user_id=where["pk"])
        return _("Đã mở lại tài khoản. Hãy giao vai trò.")

"""A colleague's dossiers go into other hands, or back to the whole office."""

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from dossiers.actions.reasons import given
from dossiers.actions.transition import step_aside
from dossiers.held import held_by
from dossiers.models import Dossier
from portal.accounts.actions.write_letter import write_letter
from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole, User
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import recorded
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.kept_language import kept_language

# More codes than this are counted in the letter, not listed.
MAX_LISTED = 50


def take_over(
    *,
    actor: Actor,
    agency_id: int,
    holder_id: int,
    to_id: int | None,
    codes: Sequence[str] | None,
    reason: str,
) -> list[Dossier]:
    """Give the dossiers that `holder_id` holds at this agency (`codes`: those alone) to `to_id`, an
    officer of the same agency; without one nobody holds them and any officer may go on. State and
    clock stay.

    By a provincial admin, or a leader of that agency. Raises NotAllowed, Http404 (no such agency or
    person), InvalidInput (`to`, `codes`, `reason`), StalePage (some have moved on meanwhile).
    """
    _refuse_stranger(actor, agency_id)
    reason = given(reason)
    agency = Agency.objects.filter(pk=agency_id).first()
    holder = User.objects.filter(pk=holder_id).first()
    if agency is None or holder is None:
        raise Http404
    successor = _officer(to_id, agency, holder) if to_id is not None else None
    if codes is not None and not codes:
        raise InvalidInput({"codes": _("Chọn ít nhất một hồ sơ.")})
    with recorded():
        dossiers = _locked(holder, agency, codes)
        for dossier in dossiers:
            dossier.holder = successor
            dossier.held_since = clock.now()
            step_aside(dossier, "take_over", actor=actor, reason=_words(holder, successor, reason))
        _tell(holder, successor, dossiers, reason)
    return dossiers


def _refuse_stranger(actor: Actor, agency_id: int) -> None:
    leads = actor.role == Role.LEADER and actor.agency_id == agency_id
    if not leads and actor.role != Role.PROVINCIAL_ADMIN:
        raise NotAllowed(_("Chỉ quản trị tỉnh hoặc lãnh đạo cơ quan được giao lại hồ sơ."))


def _officer(user_id: int, agency: Agency, holder: User) -> User:
    roles = StaffRole.objects.filter(
        user_id=user_id, agency=agency, role=Role.OFFICER, is_active=True, user__is_active=True
    ).select_related("user")
    role = roles.first()
    if role is None or role.user_id == holder.pk:
        raise InvalidInput({"to": _("Chọn một cán bộ thụ lý khác của cùng cơ quan.")})
    return role.user


def _locked(holder: User, agency: Agency, codes: Sequence[str] | None) -> list[Dossier]:
    """In the order of their keys, as everywhere where several are locked."""
    mine = held_by(holder.pk, agency.pk).order_by("pk").select_for_update()
    if codes is None:
        found = list(mine)
        if not found:
            raise StalePage(_("Người này không còn giữ hồ sơ nào tại cơ quan này."))
        return found
    found = list(mine.filter(code__in=codes))
    if len(found) != len(set(codes)):
        raise StalePage(
            _(
                "Một số hồ sơ vừa được chuyển bước hoặc đổi người giữ. Chưa giao hồ sơ nào; hãy"
                " xem lại danh sách."
            )
        )
    return found


def _words(holder: User, successor: User | None, reason: str) -> str:
    """For the history, which is kept in Vietnamese."""
    names = {
        "holder": holder.full_name,
        "to": successor.full_name if successor else "",
        "reason": reason,
    }
    with kept_language():
        if successor is None:
            return _("%(holder)s thôi giữ, chờ cán bộ khác nhận: %(reason)s") % names
        return _("%(holder)s giao lại cho %(to)s: %(reason)s") % names


def _tell(holder: User, successor: User | None, dossiers: list[Dossier], reason: str) -> None:
    """A letter to both, with the codes and no content; a job sends it."""
    if clock.is_pinned():
        return
    codes = [str(dossier.code) for dossier in dossiers]
    listed = "\n".join(f"- {code}" for code in codes[:MAX_LISTED])
    with kept_language():
        subject = _("%(portal)s: giao lại %(n)d hồ sơ") % {
            "portal": settings.PORTAL_NAME,
            "n": len(codes),
        }
        text = _words(holder, successor, reason) + "\n\n" + listed + "\n\n" + settings.PUBLIC_URL
    for person in (holder, successor):
        if person is not None and person.email:
            write_letter(to_email=person.email, subject=subject, text=text + "\n")

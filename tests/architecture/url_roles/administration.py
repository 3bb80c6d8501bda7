"""Agencies and staff in the world of the table, and their rows."""

from datetime import timedelta
from typing import Any

from portal.accounts.actions.invite_staff import invite_staff
from portal.accounts.roles import Role
from portal.administration.actions.rename_agency import rename_agency
from portal.agencies.models import Agency
from portal.shared import clock
from tests.architecture.url_roles.rows import Row, everyone, for_leaders, for_offices
from tests.world import Person, make_agency, make_staff


def make_administration(admin: Person, officer: Person) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    province, justice = admin.agency, officer.agency
    idle = make_agency("000.00.90.H47", "Sở Thử", "province", parent=province)
    heir = make_agency("000.00.91.H47", "Sở Kế thừa", "province", parent=province)
    colleague = make_staff(Role.OFFICER, idle, email="colleague@motcua.example")
    away = make_staff(Role.OFFICER, idle, email="away@motcua.example")
    away.user.is_active = False
    away.user.save()
    invitation = invite_staff(
        actor=admin.actor, full_name="Người Mới", email="moi@motcua.example",
        roles=[(Role.OFFICER.value, idle.pk)],
    )  # fmt: skip
    change = rename_agency(
        actor=admin.actor, agency_id=idle.pk, seen_version=None, name="Sở Tên Mới",
        on=clock.today() + timedelta(days=30), reason="Nghị quyết.",
    )  # fmt: skip
    assert not isinstance(change, Agency) and colleague.staff_role is not None
    return {
        "agency": idle.pk, "agency_version": idle.version, "agency_heir": heir.pk,
        "agency_of_officer": justice.pk, "agency_parent": province.pk, "plan": change.pk,
        "invited": invitation.pk, "colleague": colleague.user.pk, "away": away.user.pk,
        "colleague_role": colleague.staff_role.pk, "holder": officer.user.pk,
        "day_of_today": f"{clock.today():%d/%m/%Y}",
    }  # fmt: skip


_AGENCY, _MEMBER = {"pk": "agency"}, {"pk": "colleague"}
_SEEN = {"version": "agency_version"}
_WHEN = {"on": "day_of_today", "reason": "Nghị quyết 202/2025/QH15"}
_TAKEN = {"codes": "processing", "to": "0", "reason": "Nghỉ phép"}

ADMINISTRATION = [
    Row("administration:agencies", for_offices(200)),
    Row(
        "administration:agency_new", for_offices(200), for_offices(302), {},
        {"name": "Sở Mới", "code": "000.00.92.H47", "level": "province",
         "parent": "agency_parent"},
    ),
    Row(  # without a choice it says what is missing
        "administration:merge", for_offices(200), for_offices(422),
    ),
    Row("administration:agency", for_offices(200), where=_AGENCY),
    Row(
        "administration:agency_change", for_offices(200), for_offices(302), _AGENCY,
        _SEEN | {"address": "12 Trần Phú"},
    ),
    Row(
        "administration:agency_rename", for_offices(200), for_offices(302), _AGENCY,
        _SEEN | _WHEN | {"name": "Sở Thử nghiệm"},
    ),
    Row(
        "administration:agency_move", for_offices(200), for_offices(302), _AGENCY,
        _SEEN | {"parent": "agency_heir"},
    ),
    Row(
        "administration:agency_close", for_offices(200), for_offices(302), _AGENCY,
        _SEEN | _WHEN | {"successor": "agency_heir"},
    ),
    Row(
        "administration:change_cancel", for_offices(302), for_offices(302),
        _AGENCY | {"change": "plan"}, is_page=False,
    ),
    Row("administration:staff", for_offices(200)),
    Row(
        "administration:invite", for_offices(200), for_offices(302), {},
        {"full_name": "Lê Văn An", "email": "an@motcua.example", "role": "clerk",
         "agency": "agency"},
    ),
    Row(
        "administration:invitation_resend", for_offices(302), for_offices(302),
        {"pk": "invited"}, is_page=False,
    ),
    Row(
        "administration:invitation_cancel", for_offices(302), for_offices(302),
        {"pk": "invited"}, is_page=False,
    ),
    Row(
        "administration:member", for_offices(200), for_offices(302), _MEMBER,
        {"role": "clerk", "agency": "agency"},
    ),
    Row(
        "administration:role_end", for_offices(302), for_offices(302),
        _MEMBER | {"role": "colleague_role"}, is_page=False,
    ),
    Row(
        "administration:member_deactivate", for_offices(302), for_offices(302), _MEMBER,
        is_page=False,
    ),
    Row(
        "administration:member_reactivate", for_offices(302), for_offices(302), {"pk": "away"},
        is_page=False,
    ),
    Row(
        "administration:take_over", for_offices(200), for_offices(302),
        {"pk": "holder", "agency": "agency_of_officer"}, _TAKEN,
    ),
    Row("administration:colleagues", for_leaders(200)),
    Row(
        "administration:colleague_take_over", for_leaders(200), for_leaders(302),
        {"pk": "holder"}, _TAKEN,
    ),
    Row("accounts:invitation", everyone(404), everyone(404), {"secret": "no_key"}),
]  # fmt: skip

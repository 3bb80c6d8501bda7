"""Who acts: a person in one role, or the system. Actions take an actor, never a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed

if TYPE_CHECKING:
    from portal.accounts.models import Citizen, StaffRole, User
    from portal.agencies.models import Agency


@dataclass(frozen=True)
class Actor:
    """One person in one role (staff: in one agency)."""

    role: Role
    name: str
    user_id: int | None = None
    citizen_id: int | None = None
    agency: Agency | None = None

    @property
    def person_id(self) -> int:
        """The account of who acts; the system has none and never gets where this is asked."""
        if self.user_id is None:
            raise ValueError(f"{self.name} is no person")
        return self.user_id

    @property
    def agency_id(self) -> int | None:
        """The agency the role is held in."""
        return self.agency.pk if self.agency else None

    @property
    def agency_code(self) -> str:
        """Code of that agency, or empty."""
        return self.agency.code if self.agency else ""

    @property
    def role_label(self) -> str:
        """The role in the words of the screen."""
        return str(self.role.label)

    def must_be_citizen(self) -> int:
        """The id of the citizen who acts. Raises NotAllowed for everyone else."""
        if self.citizen_id is None:
            raise NotAllowed(_("Việc này chỉ công dân làm được trong tài khoản của mình."))
        return self.citizen_id

    @classmethod
    def of_citizen(cls, citizen: Citizen) -> Actor:
        """The citizen acting alone."""
        return cls(
            role=Role.CITIZEN,
            name=citizen.full_name,
            user_id=citizen.user_id,
            citizen_id=citizen.pk,
        )

    @classmethod
    def of_staff(cls, staff_role: StaffRole, user: User) -> Actor:
        """A member of staff in one of the roles held."""
        return cls(
            role=Role(staff_role.role),
            name=user.full_name,
            user_id=user.pk,
            agency=staff_role.agency,
        )


SYSTEM = Actor(role=Role.SYSTEM, name="Hệ thống")

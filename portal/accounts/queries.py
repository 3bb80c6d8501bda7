"""Reads about people."""

from portal.accounts.actor import Actor
from portal.accounts.models import Citizen, StaffRole, User


def staff_roles_of(user: User) -> list[StaffRole]:
    """The active roles with their agencies, the oldest first; no query for people without any."""
    if not getattr(user, "holds_staff_role", True):
        return []
    roles = user.staff_roles.filter(is_active=True).select_related("agency")
    return list(roles.order_by("pk"))


def citizen_of(user: User) -> Citizen | None:
    """The citizen behind the account, or None (staff without a citizen account)."""
    try:
        return user.citizen
    except Citizen.DoesNotExist:
        return None


def actors_of(user: User, *, with_staff: bool) -> tuple[Actor, ...]:
    """Everything this person may act as: first the citizen, then each staff role."""
    citizen = citizen_of(user)
    actors = [Actor.of_citizen(citizen)] if citizen else []
    if with_staff:
        actors += [Actor.of_staff(role, user) for role in staff_roles_of(user)]
    return tuple(actors)

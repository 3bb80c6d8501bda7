"""Reads about people."""

from portal.accounts.actor import Actor
from portal.accounts.models import AccountClaim, Citizen, NationalIdentity, StaffRole, User
from portal.shared.prepared_models import PreparedModels

_active_roles = PreparedModels(
    lambda user_id: (
        StaffRole.objects.filter(user_id=user_id, is_active=True)
        .select_related("agency")
        .order_by("pk")
    ),
    -1,
)


def staff_roles_of(user: User) -> list[StaffRole]:
    """The active roles with their agencies, the oldest first; no query for people without any."""
    if not getattr(user, "holds_staff_role", True):
        return []
    return _active_roles(user.pk)


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


def citizen_with_address(actor: Actor) -> Citizen:
    """The citizen who acts, with commune and district (one query)."""
    return Citizen.objects.select_related("commune__parent").get(pk=actor.must_be_citizen())


def national_identity_of(actor: Actor) -> NationalIdentity | None:
    """What the national portal vouches for about the citizen who acts, or None."""
    return NationalIdentity.objects.filter(citizen_id=actor.must_be_citizen()).first()


def live_claim_of(citizen: Citizen) -> AccountClaim | None:
    """The code with which this citizen can claim the account, or None."""
    claims = AccountClaim.objects.filter(citizen=citizen, used_at=None, replaced_at=None)
    claim = claims.first()
    return claim if claim is not None and claim.is_live else None

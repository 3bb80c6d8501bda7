"""The demo's further people: citizens, and the staff of every agency that the stories pass."""

from dataclasses import dataclass
from random import Random

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from portal.accounts.actions.appoint import appoint
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Citizen, StaffRole, User
from portal.accounts.roles import Role
from portal.agencies.models import AdministrativeUnit, Agency
from portal.demo.names import FAMILY, FEMALE, MALE, invent

CITIZENS = 60
# Those in whose name most walks are made live near the agencies of the stories.
COMMUNES = ("20974", "20335", "20338", "20341")


def shared_password() -> str:
    """The named people's password as it is stored: hashing once more is slow by design."""
    return str(User.objects.filter(email__isnull=False).values_list("password", flat=True)[0])


def make_citizens(random: Random, password: str) -> list[Citizen]:
    """The citizens of the stories; `password` is the hash that they all share."""
    units = list(AdministrativeUnit.objects.filter(code__in=COMMUNES).select_related("parent"))
    return [_make_citizen(random, number, password, units) for number in range(CITIZENS)]


def _make_citizen(
    random: Random, number: int, password: str, units: list[AdministrativeUnit]
) -> Citizen:
    person = invent(random, number)
    email = f"congdan{number:02d}@motcua.example"
    user = User.objects.create(
        email=email, phone=person.phone, full_name=person.full_name, password=password
    )
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return Citizen.objects.create(
        user=user,
        commune=random.choice(units),
        email=email,
        **vars(person),
    )


@dataclass(frozen=True)
class Desk:
    """Who receives, handles and decides the dossiers of one agency."""

    clerk: Actor
    officers: tuple[Actor, ...]
    leader: Actor


class Staffing:
    """Finds the staff of an agency; appoints invented people where nobody is."""

    def __init__(self, random: Random, password: str) -> None:
        self._random = random
        self._password = password
        self._desks: dict[tuple[int, int], Desk] = {}
        self._number = 0

    def desk_of(self, receiving: Agency, handling: Agency) -> Desk:
        """The desk, remembered."""
        key = (receiving.pk, handling.pk)
        if key not in self._desks:
            self._desks[key] = Desk(
                clerk=self._staff(Role.CLERK, receiving, 1)[0],
                officers=tuple(self._staff(Role.OFFICER, handling, 2)),
                leader=self.leader_of(handling),
            )
        return self._desks[key]

    def leader_of(self, agency: Agency) -> Actor:
        """A leader of the agency."""
        return self._staff(Role.LEADER, agency, 1)[0]

    def _staff(self, role: Role, agency: Agency, count: int) -> list[Actor]:
        roles = list(
            StaffRole.objects.filter(role=role, agency=agency)
            .select_related("user", "agency")
            .order_by("pk")
        )
        while len(roles) < count:
            roles.append(self._appoint(role, agency))
        return [Actor.of_staff(each, each.user) for each in roles]

    def _appoint(self, role: Role, agency: Agency) -> StaffRole:
        self._number += 1
        given = self._random.choice(MALE + FEMALE)
        user = User.objects.create(
            email=f"{role.value}.{self._number:02d}@motcua.example",
            full_name=f"{self._random.choice(FAMILY)} {given}",
            password=self._password,
        )
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        TOTP.activate(user, generate_totp_secret())
        return appoint(actor=SYSTEM, user=user, role=role, agency=agency)

"""Pages of intakes while twenty desks are at work: the whole form, the papers, what is new."""

from pathlib import Path

from bench.data.people import session_of
from bench.data.world import PROCEDURE, World
from bench.plans import write
from counter.actions.choose_procedure import choose_procedure
from counter.actions.give_consent import give_consent
from counter.actions.identify import identify
from counter.actions.open_intake import open_intake
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen, StaffRole, User
from portal.accounts.roles import Role
from services.queries import get_published

DESKS = 20
PAGES = ("form/", "papers/", "papers/state/")


def plan_of_desks(world: World) -> Path:
    """Twenty clerks of one agency, each with a client at the desk and a form half done."""
    revision = get_published(PROCEDURE)
    owners = Citizen.objects.filter(pk__in=world.citizens).order_by("pk")
    lines = []
    for number in range(DESKS):
        actor, session = _clerk(world, number)
        key = open_intake(actor=actor).key
        identify(actor=actor, key=key, citizen_id=_client(number, owners[0]).pk)
        give_consent(actor=actor, key=key, how="screen")
        choose_procedure(
            actor=actor, key=key, revision=revision, handling_agency=world.handling,
            provenance="digitised",
        )  # fmt: skip
        lines += [("GET", f"/counter/intake/{key}/{page}", session, "") for page in PAGES]
    return write("counter_desks", lines)


def _clerk(world: World, number: int) -> tuple[Actor, str]:
    user = User.objects.create_user(
        email=f"desk{number}@bench.example", full_name=f"Cán bộ bàn {number}"
    )
    role = StaffRole.objects.create(user=user, role=Role.CLERK, agency=world.receiving)
    return Actor.of_staff(role, user), session_of(user, second_factor=True)


def _client(number: int, like: Citizen) -> Citizen:
    return Citizen.objects.create(
        identity_number=f"0491700{number:05d}",
        full_name=f"Khách {number}",
        birth_date=like.birth_date,
        sex=like.sex,
        commune=like.commune,
        address_line=like.address_line,
    )

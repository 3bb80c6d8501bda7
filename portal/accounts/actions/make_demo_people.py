"""The demo's named people, each with the demo password; staff with an authenticator app."""

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.db import transaction

from portal.accounts.actions.appoint import appoint
from portal.accounts.actor import Actor
from portal.accounts.demo_people import CITIZENS, PASSWORD, STAFF, DemoCitizen, DemoStaff
from portal.accounts.models import Citizen, User
from portal.agencies.models import AdministrativeUnit, Agency
from portal.shared.action_log.record import record


@transaction.atomic
def make_demo_people(*, actor: Actor) -> None:
    """Create those who are missing (agencies must be there); a second run changes nothing.

    The password is hashed once for all: nine slow hashes would be most of the demo's loading time.
    """
    password = make_password(PASSWORD)
    known = set(User.objects.values_list("email", flat=True))
    for citizen in CITIZENS:
        if citizen.email not in known:
            _make_citizen(citizen, password)
    for member in STAFF:
        if member.email not in known:
            _make_staff(member, password, actor)
    record(actor=actor, action="make_demo_people", subject="citizens:demo")


def _make_citizen(demo: DemoCitizen, password: str) -> None:
    user = _make_user(demo.email, demo.full_name, password, phone=demo.phone)
    Citizen.objects.create(
        user=user,
        identity_number=demo.identity_number,
        full_name=demo.full_name,
        birth_date=demo.birth_date,
        sex=demo.sex,
        commune=AdministrativeUnit.objects.get(code=demo.commune),
        address_line=demo.address_line,
        phone=demo.phone,
        email=demo.email,
    )


def _make_staff(demo: DemoStaff, password: str, actor: Actor) -> None:
    user = _make_user(demo.email, demo.full_name, password)
    if demo.agency:
        agency = Agency.objects.get(code=demo.agency)
    else:
        agency = Agency.objects.get(unit__code=demo.unit, level=Agency.Level.COMMUNE)
    appoint(actor=actor, user=user, role=demo.role, agency=agency)
    TOTP.activate(user, generate_totp_secret())


def _make_user(email: str, full_name: str, password: str, phone: str | None = None) -> User:
    user = User.objects.create(email=email, phone=phone, full_name=full_name, password=password)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user

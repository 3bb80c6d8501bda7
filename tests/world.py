"""The named people and agencies that tests speak of (the demo world has the same ones).

Factories here; the fixtures of the same names are in tests/fixtures_people.py.
"""

import secrets
from datetime import date, timedelta
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from portal.accounts import demo_people
from portal.accounts.actor import Actor
from portal.accounts.demo_people import DemoCitizen, DemoStaff
from portal.accounts.models import Citizen, StaffRole, User
from portal.accounts.roles import Role
from portal.agencies.models import AdministrativeUnit, Agency
from portal.agencies.queries import forget_communes
from portal.shared.folding import fold
from portal.shared.sessions import SessionStore

PASSWORD = demo_people.PASSWORD


class Person:
    """Someone in a test: the account, the actor to give to actions, the citizen or the role."""

    def __init__(
        self, user: User, citizen: Citizen | None = None, staff_role: StaffRole | None = None
    ) -> None:
        self.user = user
        self._citizen = citizen
        self.staff_role = staff_role

    @property
    def actor(self) -> Actor:
        """Who actions are told acts: the staff role where there is one, else the citizen."""
        if self.staff_role:
            return Actor.of_staff(self.staff_role, self.user)
        return Actor.of_citizen(self.citizen)

    @property
    def citizen(self) -> Citizen:
        """The citizen behind the account (people without one: AssertionError)."""
        assert self._citizen, f"{self.user} is no citizen"
        return self._citizen

    @property
    def agency(self) -> Agency:
        """The agency of the staff role."""
        assert self.staff_role, f"{self.user} is no member of staff"
        return self.staff_role.agency


def make_unit(code: str, name: str, kind: str, parent: str = "") -> AdministrativeUnit:
    """A district or commune, made once (two processes at once are nothing that tests do)."""
    unit = AdministrativeUnit.objects.filter(code=code).first()
    if unit is None:
        unit = AdministrativeUnit.objects.create(
            code=code,
            name=name,
            kind=kind,
            search=fold(name),
            parent=AdministrativeUnit.objects.get(code=parent) if parent else None,
        )
    forget_communes()
    return unit


def make_agency(code: str, name: str, level: str, **fields: Any) -> Agency:
    """An agency, made once."""
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        agency = Agency.objects.create(
            code=code, name=name, level=level, search=fold(name), **fields
        )
    return agency


def province_agency() -> Agency:
    """Ủy ban nhân dân tỉnh Quảng Nam."""
    return make_agency(
        demo_people.PROVINCE,
        "Ủy ban nhân dân tỉnh Quảng Nam",
        Agency.Level.CENTRE,
        code_2020="H47",
    )


def one_stop_centre() -> Agency:
    """The provincial one-stop centre."""
    return make_agency(
        demo_people.ONE_STOP_CENTRE,
        "Trung tâm Phục vụ hành chính công tỉnh Quảng Nam",
        Agency.Level.PROVINCE,
        code_2020="H47.1",
        parent=province_agency(),
        is_one_stop=True,
    )


def justice_department() -> Agency:
    """Sở Tư pháp."""
    return make_agency(
        demo_people.JUSTICE,
        "Sở Tư pháp",
        Agency.Level.PROVINCE,
        code_2020="H47.15",
        parent=province_agency(),
    )


def make_citizen(
    identity_number: str = "049080001111",
    *,
    full_name: str = "Hồ Văn Khánh",
    birth_date: date = date(1980, 1, 2),
    sex: str = Citizen.Sex.MALE,
    email: str | None = None,
    **fields: Any,
) -> Person:
    """A citizen with an account (e-mail from the number unless given)."""
    email = email or f"{identity_number}@motcua.example"
    phone = fields.pop("phone", None)
    user = make_user(email, full_name, phone=phone)
    citizen = Citizen.objects.create(
        user=user,
        identity_number=identity_number,
        full_name=full_name,
        birth_date=birth_date,
        sex=sex,
        email=email,
        phone=phone or "",
        **fields,
    )
    return Person(user, citizen)


def make_staff(role: Role, agency: Agency, *, email: str, full_name: str = "Cán bộ") -> Person:
    """A member of staff in one role."""
    user = make_user(email, full_name)
    return Person(user, staff_role=StaffRole.objects.create(user=user, role=role, agency=agency))


def make_user(email: str, full_name: str, *, phone: str | None = None) -> User:
    """An account with the demo's password and a verified address."""
    user = User.objects.create_user(
        email=email, phone=phone, full_name=full_name, password=PASSWORD
    )
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def make_demo_citizen(demo: DemoCitizen) -> Person:
    """A citizen of the demo world."""
    return make_citizen(
        demo.identity_number,
        full_name=demo.full_name,
        birth_date=demo.birth_date,
        sex=demo.sex,
        email=demo.email,
        phone=demo.phone,
        commune=AdministrativeUnit.objects.select_related("parent").get(code=demo.commune),
        address_line=demo.address_line,
    )


def make_demo_staff(demo: DemoStaff) -> Person:
    """A member of staff of the demo world; the agency must exist."""
    agency = Agency.objects.get(
        **({"code": demo.agency} if demo.agency else {"unit__code": demo.unit})
    )
    return make_staff(demo.role, agency, email=demo.email, full_name=demo.full_name)


def sign_in(client: Client, person: Person) -> Client:
    """The client with this person signed in, the second factor shown.

    The session is written as signing in leaves it, in one statement: tests sign in by the thousand.
    """
    held = {
        SESSION_KEY: str(person.user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: person.user.get_session_auth_hash(),
        AUTHENTICATION_METHODS_SESSION_KEY: [{"method": "mfa", "type": "totp", "at": 0.0}],
        "account_authentication_methods_user": str(person.user.pk),
    }
    session = Session(
        session_key=secrets.token_hex(16),
        session_data=SessionStore().encode(held),
        expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    session.save(force_insert=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client

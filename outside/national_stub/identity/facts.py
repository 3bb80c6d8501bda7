"""Which facts about a person are passed on, under which scope."""

from collections.abc import Collection
from dataclasses import dataclass

from outside.national_stub.identity.models import Person

SCOPES = ("openid", "profile", "identity")
CLAIMS = (
    "sub", "name", "birthdate", "identity_number", "assurance_level", "acr", "email",
    "phone_number",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """One fact: its claim, and how a person reads it."""

    scope: str
    claim: str
    words: str
    value: str
    shown: str = ""

    @property
    def as_read(self) -> str:
        """The value as a page shows it."""
        return self.shown or self.value


def facts(person: Person, scopes: Collection[str]) -> list[Fact]:
    """What these scopes pass on about the person; nothing that is not known."""
    born = person.birth_date
    known = [
        Fact("profile", "name", "Họ và tên", person.full_name),
        Fact("profile", "birthdate", "Ngày sinh", born.isoformat(), f"{born:%d/%m/%Y}"),
        Fact("identity", "identity_number", "Số định danh cá nhân", person.identity_number),
        Fact(
            "identity",
            "assurance_level",
            "Mức độ xác thực danh tính",
            person.assurance_level,
            person.get_assurance_level_display(),
        ),
        Fact("identity", "email", "Thư điện tử", person.email),
        Fact("identity", "phone_number", "Số điện thoại", person.phone),
    ]
    return [fact for fact in known if fact.scope in scopes and fact.value]

"""What the national portal says about a person, read from the claims of a sign-on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from portal.accounts.identity import check_birth_date, clean_name, clean_number
from portal.accounts.sign_on.errors import Malformed
from portal.shared.errors import InvalidInput

# From this level on the national portal has seen the person's papers.
HIGH_ASSURANCE = 2
LONGEST_NAME = 150


@dataclass(frozen=True)
class Facts:
    """One national account. Number and name are in the form that we keep."""

    issuer: str
    subject: str
    identity_number: str
    full_name: str
    birth_date: date
    assurance: int
    email: str = ""
    phone: str = ""

    @property
    def is_assured(self) -> bool:
        """Whether the account may register, claim and link here."""
        return self.assurance >= HIGH_ASSURANCE

    def as_json(self) -> dict[str, Any]:
        """To be kept in a session."""
        return {**asdict(self), "birth_date": self.birth_date.isoformat()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Facts":
        """What `as_json` made."""
        return cls(**{**kept, "birth_date": date.fromisoformat(kept["birth_date"])})


def read_facts(*, issuer: str, token: Mapping[str, Any], userinfo: Mapping[str, Any]) -> Facts:
    """The facts of the ID token, completed by those of the userinfo endpoint. Raises Malformed when
    one is missing, has the wrong form, or the two disagree."""
    if userinfo.get("sub") != token["sub"]:
        raise Malformed("sub")

    def said(name: str) -> str:
        told = {str(claims[name]).strip() for claims in (token, userinfo) if claims.get(name)}
        if len(told) > 1:
            raise Malformed(name)
        return told.pop() if told else ""

    birth_date = _birth_date(said("birthdate"))
    return Facts(
        issuer=issuer,
        subject=token["sub"],
        identity_number=_number(said("identity_number"), birth_date),
        full_name=_name(said("name")),
        birth_date=birth_date,
        assurance=_assurance(said("assurance_level") or said("acr")),
        email=said("email"),
        phone=said("phone_number"),
    )


def _number(text: str, birth_date: date) -> str:
    try:
        return clean_number(text, sex=None, birth_date=birth_date).text
    except InvalidInput as refusal:
        raise Malformed("identity_number") from refusal


def _name(text: str) -> str:
    try:
        name = clean_name(text)
    except InvalidInput as refusal:
        raise Malformed("name") from refusal
    if not name or len(name) > LONGEST_NAME:
        raise Malformed("name")
    return name


def _birth_date(text: str) -> date:
    try:
        birth_date = date.fromisoformat(text)
        check_birth_date(birth_date)
    except (ValueError, InvalidInput) as error:
        raise Malformed("birthdate") from error
    return birth_date


def _assurance(text: str) -> int:
    """A level in words that we do not know counts as the lowest."""
    return int(text) if text in ("1", "2", "3") else 1

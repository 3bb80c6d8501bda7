"""A row of the table, and who comes in.

Deny first: `for_…` puts everyone out and then names who comes in. 302 is the way to sign-in (of
anonymous people) or to the second factor (`unproven`: staff of every role that has not shown it);
403 is the wrong role, 404 another's object.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ROLES = (
    "anonymous",
    "owner",  # the citizen whose draft, dossier, file, payment it is
    "other",  # another citizen
    "clerk",  # of the agency that receives it
    "clerk_elsewhere",
    "officer",  # of the agency that handles it
    "officer_elsewhere",
    "leader",
    "admin",
    "auditor",
    "unproven",  # all staff roles of these agencies, without the second factor
)

Codes = Mapping[str, int]


@dataclass(frozen=True)
class Row:
    """An address. `where` gives each part of the path a value of the world (see world.py)."""

    name: str
    get: Codes
    post: Codes | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    is_page: bool = True  # False: a file, JSON, a redirect; nothing for a browser to show


def everyone(code: int, **but: int) -> Codes:
    """The same answer to all, `but` some."""
    return dict.fromkeys(ROLES, code) | but


def guests(anonymous: int, signed_in: int) -> Codes:
    """A page of sign-in: who has signed in is sent on."""
    return everyone(signed_in, anonymous=anonymous)


def account(code: int, anonymous: int = 302, **but: int) -> Codes:
    """A page of every account."""
    return everyone(code, anonymous=anonymous) | but


def for_citizens(owner: int, other: int) -> Codes:
    """/me/."""
    return everyone(403, anonymous=302, owner=owner, other=other)


def for_clerks(here: int, elsewhere: int = 404) -> Codes:
    """/counter/."""
    return everyone(403, anonymous=302, unproven=302, clerk=here, clerk_elsewhere=elsewhere)


def for_desk(officer: int, leader: int, elsewhere: int = 404) -> Codes:
    """/desk/."""
    return everyone(
        403, anonymous=302, unproven=302, officer=officer, leader=leader,
        officer_elsewhere=elsewhere,
    )  # fmt: skip


def for_leaders(code: int) -> Codes:
    """/desk/ where only the leader enters."""
    return everyone(403, anonymous=302, unproven=302, leader=code)


def for_offices(admin: int, auditor: int = 403) -> Codes:
    """/manage/ and /reports/."""
    return everyone(403, anonymous=302, unproven=302, admin=admin, auditor=auditor)

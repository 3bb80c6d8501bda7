"""Where each role works: the page after sign-in."""

from portal.accounts.actor import Actor
from portal.accounts.roles import Role

PAGE_OF_ROLE = {
    Role.CITIZEN: "/me/",
    Role.CLERK: "/counter/",
    Role.OFFICER: "/desk/",
    Role.LEADER: "/desk/",
    Role.PROVINCIAL_ADMIN: "/manage/",
    Role.AUDITOR: "/reports/",
}


def landing_page(actors: tuple[Actor, ...]) -> str:
    """The page of the staff role where there is one, else the citizen's, else the home page."""
    staff_first = sorted(actors, key=lambda actor: actor.role == Role.CITIZEN)
    return PAGE_OF_ROLE[staff_first[0].role] if staff_first else "/"

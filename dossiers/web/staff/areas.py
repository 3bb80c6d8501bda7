"""The two workplaces of staff: the counter of clerks, the desk of officers and leaders."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from portal.accounts.roles import Role


@dataclass(frozen=True)
class Area:
    """A workplace: who enters it, and where its pages are."""

    key: str
    title: str
    roles: tuple[Role, ...]

    @property
    def href(self) -> str:
        """Its worklist."""
        return f"/{self.key}/"

    def dossier_href(self, code: str) -> str:
        """The page of a dossier in it (built by hand: rows of lists ask for it)."""
        return f"/{self.key}/dossiers/{code}/"

    def action_href(self, code: str, action: str) -> str:
        """The page of an action on a dossier."""
        return f"{self.dossier_href(code)}{action}/"

    @property
    def name(self) -> str:
        """Its title in the language of the page."""
        return str(_(self.title))


COUNTER = Area("counter", gettext_noop("Quầy một cửa"), (Role.CLERK,))
DESK = Area("desk", gettext_noop("Thụ lý"), (Role.OFFICER, Role.LEADER))

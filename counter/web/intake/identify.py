"""`…/identify/` and `…/person/`: who sits at the desk."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from counter.actions.identify import identify
from counter.identity_card import IdentityCard, guess_address
from counter.web.intake.base import (
    MOVED_ON,
    TOO_MANY,
    UNUSABLE,
    IntakePage,
    masked_number,
    masked_phone,
)
from counter.web.intake.looking_up import found_card, found_people, look_up, unread
from counter.web.intake.steps import CONSENT, IDENTIFY
from portal.accounts.fields import OUTSIDE
from portal.accounts.models import Citizen
from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput, Refusal
from portal.shared.folding import fold
from portal.shared.rate_limit.limit import TooManyTries
from portal.shared.web.nul import without_nul

MADE_BY_ANOTHER = "made"


@dataclass(frozen=True)
class Compared:
    """A fact on the card and in the account."""

    label: str
    card: str
    account: str

    @property
    def differs(self) -> bool:
        """Read without capitals and diacritics: cards and clerks write them differently."""
        return fold(self.card) != fold(self.account)


class IntakeIdentifyView(IntakePage):
    """The one field."""

    step = IDENTIFY

    def get(self, request: ActorRequest) -> HttpResponse:
        """Empty, ready for the scanner; or with what the page before could not read."""
        return self._page(request, *unread(self.intake))

    def post(self, request: ActorRequest) -> HttpResponse:
        """On to the person, or to a new one; what cannot be read stays in the field."""
        typed = without_nul(request.POST.get("q", ""))
        try:
            following = look_up(request.actor, self.intake, typed)
        except TooManyTries as refusal:
            return self._page(request, typed, str(refusal), status=TOO_MANY)
        except InvalidInput as refusal:
            return self._page(request, typed, refusal.errors["q"], status=UNUSABLE)
        return redirect(following, intake=self.intake.key)

    def _page(
        self, request: ActorRequest, typed: str, error: str, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "q": typed,
            "error": error,
            "errors": [{"href": "#id_q", "text": error}] if error else [],
        }
        return self.show(request, "counter/intake/identify.html", context, status=status)


class IntakePersonView(IntakePage):
    """Those who were found: the masked data, and what to compare with the card in the hand."""

    step = IDENTIFY

    def get(self, request: ActorRequest) -> HttpResponse:
        """The page; nobody found leads back to the field."""
        people = found_people(self.intake)
        if not people:
            return self.to_step(IDENTIFY)
        return self._page(request, people)

    def post(self, request: ActorRequest) -> HttpResponse:
        """It is this person; on to the consent."""
        people = found_people(self.intake)
        chosen = request.POST.get("citizen", "")
        citizen = next((one for one in people if str(one.pk) == chosen), None)
        if citizen is None:
            raise Http404
        try:
            identify(actor=request.actor, key=self.intake.key, citizen_id=citizen.pk)
        except Refusal as refusal:
            return self._page(request, people, problem=str(refusal), status=MOVED_ON)
        return self.to_step(CONSENT)

    def _page(
        self, request: ActorRequest, people: list[Citizen], *, problem: str = "", status: int = 200
    ) -> HttpResponse:
        card = found_card(self.intake)
        context = {
            "people": [_person(one, card) for one in people],
            "card": card,
            "problem": problem,
            "made_by_another": MADE_BY_ANOTHER in request.GET,
        }
        return self.show(request, "counter/intake/person.html", context, status=status)


def _person(citizen: Citizen, card: IdentityCard | None) -> dict[str, Any]:
    compared = compare(citizen, card) if card else []
    differs = any(one.differs for one in compared)
    # What stands in the comparison is not said twice.
    said = {one.label for one in compared} if differs else set()
    rows = _rows(citizen)
    return {
        "pk": citizen.pk,
        "name": citizen.full_name,
        "rows": [row for row in rows if row["key"] not in said],
        "compared": compared,
        "differs": differs,
        # Another name, birth date or sex: Enter alone must not confirm that.
        "is_doubtful": any(one.differs for one in compared[:3]),
    }


def _rows(citizen: Citizen) -> list[dict[str, str]]:
    return [
        {"key": _("Số định danh cá nhân"), "value": masked_number(citizen.identity_number)},
        {"key": _("Ngày sinh"), "value": f"{citizen.birth_date:%d/%m/%Y}"},
        {"key": _("Giới tính"), "value": citizen.get_sex_display()},
        {"key": _("Số điện thoại"), "value": masked_phone(citizen.phone)},
        {"key": _("Nơi ở"), "value": _place(citizen)},
        {"key": _("Tài khoản"), "value": _account(citizen)},
    ]


def compare(citizen: Citizen, card: IdentityCard) -> list[Compared]:
    """The card beside the account, fact by fact; the number is the same, as it was the key."""
    return [
        Compared(_("Họ và tên"), card.full_name, citizen.full_name),
        Compared(_("Ngày sinh"), f"{card.birth_date:%d/%m/%Y}", f"{citizen.birth_date:%d/%m/%Y}"),
        Compared(_("Giới tính"), str(Citizen.Sex(card.sex).label), citizen.get_sex_display()),
        _places(citizen, card),
    ]


def _places(citizen: Citizen, card: IdentityCard) -> Compared:
    """Compared by the commune's code: cards write `Tam Tiến`, we write `Xã Tam Tiến`."""
    commune, line = guess_address(card.address)
    own = citizen.commune.code if citizen.commune else OUTSIDE
    same = own == commune and fold(line) == fold(citizen.address_line)
    return Compared(_("Nơi ở"), citizen.address if same else card.address, citizen.address)


def _place(citizen: Citizen) -> str:
    """Commune and district: enough to know the person by."""
    if citizen.commune is None:
        return _("Ngoài tỉnh")
    district = citizen.commune.parent
    return f"{citizen.commune.name}, {district.name}" if district else citizen.commune.name


def _account(citizen: Citizen) -> str:
    if citizen.user_id is None:
        return _("Lập tại quầy, chưa nhận tài khoản")
    return _("Đã đăng ký")

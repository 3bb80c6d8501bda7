"""Whose dossier it is: the citizen we know by the number, or a new one without account."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from portal.accounts.identity import check_birth_date, clean_name, clean_number
from portal.accounts.models import Citizen
from portal.agencies.models import AdministrativeUnit
from portal.agencies.queries import commune_of
from portal.national.inbound.filing import Applicant
from portal.shared.errors import InvalidInput
from portal.shared.identity import phone
from portal.shared.identity.errors import IdentityError

# The national portal's assurance of who it is: lower levels prove nothing that we could file on.
NEEDED_ASSURANCE = 2
_MAX_NAME = 150
_MAX_EMAIL = 254


@dataclass(frozen=True)
class Person:
    """The applicant in the forms that we store."""

    identity_number: str
    full_name: str
    birth_date: date
    sex: str
    phone: str
    email: str
    commune: AdministrativeUnit | None
    address_line: str

    def facts(self) -> dict[str, object]:
        """Under the names that e-forms pre-fill from."""
        return {
            "profile.full_name": self.full_name,
            "profile.identity_number": self.identity_number,
            "profile.birth_date": f"{self.birth_date:%d/%m/%Y}",
            "profile.sex": self.sex,
            "profile.phone": self.phone,
            "profile.email": self.email,
            "profile.address": {
                "commune": self.commune.code if self.commune else "",
                "line": self.address_line,
            },
        }


def read_person(applicant: Applicant) -> Person:
    """Raises InvalidInput naming every field that cannot be used, as `applicant.<field>`."""
    errors: dict[str, str] = {}
    number = name = None
    if applicant.assurance_level < NEEDED_ASSURANCE:
        errors["assurance_level"] = _(
            "Tài khoản quốc gia phải được xác thực mức 2 mới nộp hồ sơ được. Công dân cần nâng mức "
            "xác thực trên Cổng Dịch vụ công quốc gia."
        )
    try:
        check_birth_date(applicant.birth_date)
        number = clean_number(
            applicant.identity_number,
            sex=applicant.sex or None,
            birth_date=applicant.birth_date,
        )
    except InvalidInput as refusal:
        errors |= refusal.errors
    try:
        name = _name(applicant.full_name)
    except InvalidInput as refusal:
        errors |= refusal.errors
    contact, problems = _contact(applicant)
    errors |= problems
    if errors or number is None or name is None:
        raise InvalidInput({f"applicant.{field}": text for field, text in errors.items()})
    return Person(
        identity_number=number.text,
        full_name=name,
        birth_date=applicant.birth_date,
        sex=number.sex,
        phone=contact["phone"],
        email=contact["email"],
        commune=commune_of(applicant.commune) if applicant.commune else None,
        address_line=" ".join(applicant.address_line.split()),
    )


def owner_of(person: Person) -> tuple[Citizen, bool]:
    """The citizen with this number, locked, and whether it is a new one; call it in a transaction.

    What we have stays as it is. Another day of birth is another person: raises InvalidInput.
    """
    is_new = _make_unless_known(person)
    citizen = Citizen.objects.select_for_update(no_key=True).get(
        identity_number=person.identity_number
    )
    if citizen.birth_date != person.birth_date:
        raise InvalidInput(
            {
                "applicant.birth_date": _(
                    "Ngày sinh không khớp với ngày sinh mà tỉnh đang lưu cho số định danh này. "
                    "Công dân cần mang căn cước công dân đến Bộ phận một cửa để đối chiếu."
                )
            }
        )
    return citizen, is_new


def _make_unless_known(person: Person) -> bool:
    """Two first filings at the same moment make one citizen: the database decides."""
    if Citizen.objects.filter(identity_number=person.identity_number).exists():
        return False
    Citizen.objects.bulk_create(
        [
            Citizen(
                identity_number=person.identity_number,
                full_name=person.full_name,
                birth_date=person.birth_date,
                sex=person.sex,
                commune=person.commune,
                address_line=person.address_line,
                phone=person.phone,
                email=person.email,
            )
        ],
        ignore_conflicts=True,
    )
    return True


def _name(text: str) -> str:
    name = clean_name(text)
    if not any(char.isalpha() for char in name) or len(name) > _MAX_NAME:
        raise InvalidInput(
            {"full_name": _("Nhập họ và tên như trên căn cước công dân, không quá 150 ký tự.")}
        )
    return name


def _contact(applicant: Applicant) -> tuple[dict[str, str], dict[str, str]]:
    """Phone and e-mail in the forms that we store, and what cannot be used."""
    found, errors = {"phone": "", "email": applicant.email.strip().lower()}, {}
    try:
        found["phone"] = phone.parse(applicant.phone) if applicant.phone.strip() else ""
    except IdentityError as error:
        errors["phone"] = str(error)
    try:
        if found["email"]:
            validate_email(found["email"])
    except ValidationError:
        errors["email"] = _("Thư điện tử chưa đúng. Nhập theo dạng ten@vidu.vn.")
    if len(found["email"]) > _MAX_EMAIL:
        errors["email"] = _("Thư điện tử chưa đúng. Nhập theo dạng ten@vidu.vn.")
    if applicant.commune and commune_of(applicant.commune) is None:
        errors["address.commune"] = _("Không có xã, phường, thị trấn nào trong tỉnh có mã này.")
    return found, errors

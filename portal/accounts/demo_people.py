"""The people of the demo world. The demo and the tests know the same ones."""

from dataclasses import dataclass
from datetime import date

from portal.accounts.models import Citizen
from portal.accounts.roles import Role

PASSWORD = "motcua-demo"  # noqa: S105 - the demo's, printed on its first page

ONE_STOP_CENTRE = "000.00.01.H47"
PROVINCE = "000.00.00.H47"
JUSTICE = "000.00.15.H47"
TAM_TIEN_UNIT = "20974"


@dataclass(frozen=True)
class DemoCitizen:
    """A citizen with an account; `commune` is the code of the unit."""

    key: str
    email: str
    phone: str
    identity_number: str
    full_name: str
    birth_date: date
    sex: str
    commune: str
    address_line: str


@dataclass(frozen=True)
class DemoStaff:
    """A member of staff: the role is held in the agency of that code, or in that unit's."""

    key: str
    email: str
    full_name: str
    role: Role
    agency: str = ""
    unit: str = ""


CITIZENS = (
    DemoCitizen(
        key="tra",
        email="tra@motcua.example",
        phone="0905123456",
        identity_number="049190004747",
        full_name="Nguyễn Thị Trà",
        birth_date=date(1990, 3, 22),
        sex=Citizen.Sex.FEMALE,
        commune=TAM_TIEN_UNIT,
        address_line="Thôn Hà Quang",
    ),
    DemoCitizen(
        key="lan",
        email="lan@motcua.example",
        phone="0914654321",
        identity_number="049185012345",
        full_name="Trần Thị Lan",
        birth_date=date(1985, 10, 5),
        sex=Citizen.Sex.FEMALE,
        commune="20335",
        address_line="12 Hùng Vương",
    ),
)

STAFF = (
    DemoStaff("clerk", "clerk@motcua.example", "Lê Thị Hoa", Role.CLERK, ONE_STOP_CENTRE),
    DemoStaff("officer", "officer@motcua.example", "Phạm Văn Minh", Role.OFFICER, JUSTICE),
    DemoStaff("leader", "leader@motcua.example", "Võ Đình Sơn", Role.LEADER, JUSTICE),
    DemoStaff(
        "leader_motcua",
        "leader.motcua@motcua.example",
        "Nguyễn Hữu Thành",
        Role.LEADER,
        ONE_STOP_CENTRE,
    ),
    DemoStaff("admin", "admin@motcua.example", "Huỳnh Quốc Bảo", Role.PROVINCIAL_ADMIN, PROVINCE),
    # Who edits a procedure does not approve it: a second admin.
    DemoStaff(
        "approver",
        "approver@motcua.example",
        "Phan Thanh Tùng",
        Role.PROVINCIAL_ADMIN,
        PROVINCE,
    ),
    DemoStaff("auditor", "auditor@motcua.example", "Đặng Thu Hằng", Role.AUDITOR, PROVINCE),
    DemoStaff(
        "clerk_tamtien",
        "clerk.tamtien@motcua.example",
        "Ngô Thị Mỹ",
        Role.CLERK,
        unit=TAM_TIEN_UNIT,
    ),
    DemoStaff(
        "officer_tamtien",
        "officer.tamtien@motcua.example",
        "Bùi Văn Tám",
        Role.OFFICER,
        unit=TAM_TIEN_UNIT,
    ),
)

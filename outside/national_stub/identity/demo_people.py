"""The people of the demonstration. Their numbers follow Nghị định 137/2015/NĐ-CP, Điều 13."""

from dataclasses import dataclass
from datetime import date

from outside.national_stub.identity.models import Person

PASSWORD = "motcua-demo"  # noqa: S105 - the demo's, printed on the sign-in page


@dataclass(frozen=True)
class DemoPerson:
    """`note`: what the demonstration shows with him."""

    identity_number: str
    full_name: str
    birth_date: date
    assurance_level: str
    note: str
    email: str = ""
    phone: str = ""


DEMO_PEOPLE = (
    DemoPerson(
        identity_number="049190004747",
        full_name="Nguyễn Thị Trà",
        birth_date=date(1990, 3, 22),
        assurance_level=Person.AssuranceLevel.TWO,
        note="đã có tài khoản ở cổng tỉnh",
        email="tra@motcua.example",
        phone="0905123456",
    ),
    DemoPerson(
        identity_number="049185012345",
        full_name="Trần Thị Ngọc Lan",
        birth_date=date(1985, 10, 5),
        assurance_level=Person.AssuranceLevel.TWO,
        note="tên ở cổng tỉnh khác tên ở đây",
        email="lan@motcua.example",
        phone="0914654321",
    ),
    DemoPerson(
        identity_number="049095001234",
        full_name="Phạm Văn Hòa",
        birth_date=date(1995, 6, 15),
        assurance_level=Person.AssuranceLevel.TWO,
        note="chưa có tài khoản ở cổng tỉnh",
        email="hoa@motcua.example",
        phone="0935222333",
    ),
    DemoPerson(
        identity_number="049198002468",
        full_name="Đỗ Thị Thu",
        birth_date=date(1998, 2, 11),
        assurance_level=Person.AssuranceLevel.ONE,
        note="danh tính mới xác thực ở mức độ 1",
    ),
)


def make_demo_people() -> None:
    """Make those who are not there; those who are stay as they are."""
    there = set(Person.objects.values_list("identity_number", flat=True))
    for demo in DEMO_PEOPLE:
        if demo.identity_number in there:
            continue
        person = Person(**{name: value for name, value in vars(demo).items() if name != "note"})
        person.set_password(PASSWORD)
        person.save()

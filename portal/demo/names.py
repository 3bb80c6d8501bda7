"""Invented people: names of the province's kind, numbers of the right structure."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from portal.accounts.models import Citizen

FAMILY = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Phan", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Trương", "Lương", "Đoàn",
)  # fmt: skip
MALE = (
    "Văn Hùng", "Đình Khôi", "Quốc Việt", "Minh Tuấn", "Thanh Bình", "Công Danh", "Hữu Phước",
    "Ngọc Sơn", "Xuân Trường", "Đức Anh", "Văn Tài", "Anh Dũng", "Tấn Lộc", "Hoàng Long",
)  # fmt: skip
FEMALE = (
    "Thị Hạnh", "Thị Thu Thảo", "Thị Mỹ Duyên", "Ngọc Ánh", "Thị Kim Chi", "Thanh Trúc",
    "Thị Bích Ngọc", "Hoài Thương", "Thị Lệ Thủy", "Phương Uyên", "Thị Hồng Vân", "Khánh Linh",
    "Thị Diễm My", "Thị Tuyết Nhung",
)  # fmt: skip
STREETS = ("Hùng Vương", "Phan Châu Trinh", "Trần Cao Vân", "Huỳnh Thúc Kháng", "Lê Lợi")


@dataclass(frozen=True)
class Invented:
    """One invented citizen."""

    full_name: str
    sex: str
    birth_date: date
    identity_number: str
    phone: str
    address_line: str


def invent(random: Random, number: int) -> Invented:
    """The `number`-th citizen; the number makes identity number and phone unique."""
    sex = random.choice([Citizen.Sex.MALE, Citizen.Sex.FEMALE])
    given = random.choice(MALE if sex == Citizen.Sex.MALE else FEMALE)
    birth_date = date(1958, 1, 1) + timedelta(days=random.randrange(46 * 365))
    century = 0 if birth_date.year < 2000 else 2
    digit = century + (1 if sex == Citizen.Sex.FEMALE else 0)
    return Invented(
        full_name=f"{random.choice(FAMILY)} {given}",
        sex=sex,
        birth_date=birth_date,
        identity_number=f"049{digit}{birth_date.year % 100:02d}{700_000 + number:06d}",
        phone=f"09055{number:05d}",
        address_line=f"{random.randrange(1, 300)} {random.choice(STREETS)}",
    )

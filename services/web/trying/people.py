"""Made-up people to try a form with. Their facts look like those of a profile."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy

from portal.shared.clock import today
from services.eforms.places import ELSEWHERE
from services.eforms.province_places import province_places

NOBODY = "nobody"


@dataclass(frozen=True)
class Sample:
    """A person by age and sex; `age` None: nobody, nothing is filled in."""

    key: str
    title: str | LazyText
    full_name: str = ""
    sex: str = ""
    age: int | None = None

    def facts(self) -> dict[str, Any]:
        """What the portal would know of this person."""
        if self.age is None:
            return {}
        year = today().year - self.age
        return {
            "profile.full_name": self.full_name,
            "profile.identity_number": _number(year, self.sex),
            "profile.birth_date": f"01/01/{year}",
            "profile.sex": self.sex,
            "profile.phone": "0912345678",
            "profile.email": "nguoi.mau@motcua.example",
            "profile.address": {"commune": _commune(), "line": "Tổ 1"},
        }


SAMPLES = (
    Sample("adult", gettext_lazy("Người mẫu, nữ, 32 tuổi"), "Nguyễn Thị Mẫu", "female", 32),
    Sample("elderly", gettext_lazy("Người mẫu cao tuổi, nam, 72 tuổi"), "Trần Văn Mẫu", "male", 72),
    Sample("child", gettext_lazy("Người mẫu là trẻ em, nữ, 10 tuổi"), "Lê Thị Mẫu", "female", 10),
    Sample(NOBODY, gettext_lazy("Không điền sẵn gì")),
)
BY_KEY = {sample.key: sample for sample in SAMPLES}


def _number(year: int, sex: str) -> str:
    """A number of Quảng Nam whose digits say that year and sex; nobody has it."""
    century = 2 * (year // 100 - 19) + (1 if sex == "female" else 0)
    return f"049{century}{year % 100:02d}000001"


def _commune() -> str:
    districts = province_places().districts
    return next((code for each in districts for code, _name in each.communes), ELSEWHERE)

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput
from services.content import LegalText
from services.editing.facts import Facts, set_facts
from services.models import Sector
from tests.services.editing.contents import content

GOOD = Facts(
    name="Cấp bản sao",
    sector="Hộ tịch",
    local_code="",
    level=4,
    agency_level="commune",
    audiences=("citizen",),
    agency_text="UBND cấp xã",
    handling_agency_code="",
    receiving_agency_code="",
    time_unit="working_day",
    time_value=3,
    legal_time_value=5,
    clock_rule="next_day",
    time_note="",
    return_channels=("counter", "online"),
    laws=[("Luật Hộ tịch", None)],
    results=["Bản sao"],
)


@pytest.fixture(autouse=True)
def sector(db: None) -> None:
    Sector.objects.create(code="LV001", name="Hộ tịch", slug="ho-tich")


def refused(**changes: object) -> dict[str, str]:
    """The errors of GOOD with these changes."""
    with pytest.raises(InvalidInput) as refusal:
        set_facts(content(), replace(GOOD, **changes))  # type: ignore[arg-type]
    return refusal.value.errors


def test_the_local_time_limit_within_the_legal_one() -> None:
    assert set_facts(content(), replace(GOOD, time_value=5)).time_value == 5
    assert refused(time_value=6) == {
        "time_value": "Thời hạn của tỉnh (6 ngày) dài hơn mức luật cho phép (5 ngày)."
    }


def test_within_the_day_has_no_number() -> None:
    after = set_facts(content(), replace(GOOD, time_unit="same_day"))

    assert (after.time_unit, after.time_value, after.legal_time_value) == ("same_day", None, None)


@pytest.mark.parametrize("days", [0, -1, 1000])
def test_days_that_no_time_limit_has(days: int) -> None:
    errors = refused(time_value=days, legal_time_value=None)

    assert errors == {"time_value": "Nhập số ngày từ 1 đến 999."}


def test_no_online_result_at_level_2() -> None:
    assert refused(level=2) == {
        "return_channels": "Thủ tục mức độ 2 nộp tại quầy, nên không trả kết quả trực tuyến được."
    }


def test_a_law_that_has_ended_and_one_that_ends_today() -> None:
    today = clock.today()
    ended = today - timedelta(days=1)

    assert set_facts(content(), replace(GOOD, laws=[("Luật", today)])).legal_basis == (
        LegalText("Luật", today.isoformat()),
    )
    assert refused(laws=[("Luật", None), ("Nghị định", ended)]) == {
        "laws-1-ends_on": f"Văn bản đã hết hiệu lực ngày {ended:%d/%m/%Y}. "
        "Hãy thay bằng văn bản còn hiệu lực."
    }


def test_a_day_without_a_law() -> None:
    assert refused(laws=[("", date(2099, 1, 1))]) == {
        "laws-0-text": "Nhập tên văn bản, hoặc xóa dòng này."
    }


def test_a_closed_agency_is_refused(justice: Agency) -> None:
    Agency.objects.filter(pk=justice.pk).update(closed_on=date(2022, 3, 1))

    errors = refused(agency_level="province", handling_agency_code=justice.code)

    assert errors == {
        "handling_agency_code": "Sở Tư pháp đã giải thể ngày 01/03/2022. Hãy chọn cơ quan khác."
    }


def test_an_agency_of_a_commune_procedure_is_forgotten(justice: Agency) -> None:
    after = set_facts(content(), replace(GOOD, handling_agency_code=justice.code))

    assert after.handling_agency_code == ""


def test_texts_that_are_too_long_say_by_how_much() -> None:
    assert refused(name="a" * 601, results=["b" * 301]) == {
        "name": "Dài tối đa 600 ký tự, bạn đã nhập 601 ký tự. Hãy rút gọn.",
        "results-0-text": "Dài tối đa 300 ký tự, bạn đã nhập 301 ký tự. Hãy rút gọn.",
    }


def test_control_characters_go_and_html_stays_text() -> None:
    after = set_facts(content(), replace(GOOD, name="Cấp\x00 <b>bản\u202e sao</b>\n"))

    assert after.name == "Cấp <b>bản sao</b>"


def test_unknown_sector_and_malformed_local_code() -> None:
    assert refused(sector="Không có", local_code="abc") == {
        "sector": "Không có lĩnh vực này trong danh mục. Hãy chọn lại.",
        "local_code": "Nhập mã tại tỉnh dạng 2.000488.000.00.00.H47, hoặc để trống.",
    }

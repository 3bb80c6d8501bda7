"""Pages in the language that was chosen."""

import re
from collections.abc import Callable, Iterator

import polib
import pytest
from django.test import Client

from tests.architecture.url_roles.table import TABLE, Row
from tests.architecture.url_roles.world import (  # noqa: F401 - fixtures
    People,
    Places,
    address,
    client_of,
    people,
    places,
)
from tests.locale.reading import words_of

VIETNAMESE = re.compile(
    "[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE
)
NAMES = ("Một Cửa", "Quảng Nam")

# What the tests' own catalogue and records call things, Vietnamese in every language: names of
# fees, answers and steps; the explanation kept with a quote; who did it.
RECORDS = {
    "Phí", "Họ và tên", "Số điện thoại", "Tiếp nhận", "Hệ thống", "Cán bộ",
    "Giảm 50% khi nộp trực tuyến", "200.000 đ một hồ sơ.",
    "Mỗi khoản chỉ tính một mức giảm, là mức có lợi nhất cho người nộp; "
    "số còn phải nộp của từng khoản được làm tròn xuống đến đồng.",
    # Questions, choices and sections of forms, names of procedures, what an admin asked.
    "Nội dung yêu cầu", "Số bản", "Khác", "Người nộp", "Thủ tục khác", "8 ngày có đủ không?",
    # The history of a draft and the preview of a batch say what was done in the words of its time.
    "Sửa", "Tạo thủ tục mới", "Mở bản soạn thảo từ phiên bản 1", "Thời hạn 10 ngày → 9 ngày",
    "Trình phê duyệt, áp dụng từ ngày được duyệt", "Duyệt và công bố phiên bản 1, áp dụng ngay",
}  # fmt: skip
# What goes to the national portal, and what a client agrees to, is shown as it is kept.
SENT = {
    "national:stream": {"Công dân", "Mới đăng ký"},
    "counter:intake_consent": {"Tôi là Hồ Văn Khánh, số định danh cá nhân 049080001234."},
}
READERS = ("anonymous", "owner", "clerk", "officer", "leader", "admin")


@pytest.fixture(scope="session")
def is_ours(english: polib.POFile) -> Callable[[str], bool]:
    """Whether a text is one of the catalogue's Vietnamese ones, whatever stands in its gaps."""
    plain, patterns = set(), []
    for entry in english:
        text = " ".join(entry.msgid.split())
        # A time of day begins with a digit; "47/NQ ngày 08/12/2021" names a paper instead.
        fixed = text.replace("%(time)s", "\1")
        fixed = re.sub(r"%\(\w+\)[sd]|%[sd]|<[^>]+>", "\0", fixed)
        if not VIETNAMESE.search(fixed):
            continue
        if "\0" in fixed or "\1" in fixed:
            patterns.append(re.escape(fixed).replace("\0", "(.+)").replace("\1", "(\\d.*)"))
        else:
            plain.add(text.replace("%%", "%"))
    pattern = re.compile("|".join(f"(?:{each})" for each in patterns))
    return lambda text: text in plain or pattern.fullmatch(text) is not None


def test_every_page_has_its_texts_in_english(
    places: Places,  # noqa: F811
    people: People,  # noqa: F811
    is_ours: Callable[[str], bool],
) -> None:
    clients = {role: client_of(role, people) for role in READERS}
    left = set()
    for row, role in _pages():
        client = clients[role]
        client.cookies["django_language"] = "en"
        response = client.get(address(row, places))
        assert response.headers["Content-Language"] == "en", row.name
        texts = {text.strip(" ·:") for text in words_of(response.content.decode())} - RECORDS
        texts -= SENT.get(row.name, set())
        left |= {f"{row.name}: {text}" for text in texts if is_ours(text)}
    assert sorted(left) == []


def test_texts_of_ours_are_recognised(is_ours: Callable[[str], bool]) -> None:
    assert is_ours("Nộp hồ sơ")
    assert is_ours("Còn 3 ngày")
    assert is_ours("08:12 ngày 22/03/2022")
    assert not is_ours("Submit the dossier")
    assert not is_ours("Nguyễn Thị Trà")
    assert not is_ours("Nghị quyết 47/NQ-HĐND ngày 08/12/2021")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/track/", "/accounts/login/", "/help/", "/nowhere/"])
def test_the_frame_is_english_but_for_names(client: Client, path: str) -> None:
    client.cookies["django_language"] = "en"
    html = client.get(path).content.decode()

    texts = [_without_names(text) for text in words_of(html)]
    assert [text for text in texts if VIETNAMESE.search(text)] == []
    assert '<html lang="en"' in html


@pytest.mark.django_db
def test_the_switch_goes_there_and_back(client: Client) -> None:
    vietnamese = client.get("/track/")
    assert 'name="language" value="en"' in vietnamese.content.decode()
    assert "<h1>Tra cứu hồ sơ</h1>" in vietnamese.content.decode()

    choice = {"language": "en", "next": "/track/?code=1"}
    page = client.post("/i18n/setlang/", choice, follow=True)
    assert page.redirect_chain == [("/track/?code=1", 302)]
    assert "<h1>Track a dossier</h1>" in page.content.decode()
    assert 'name="language" value="vi"' in page.content.decode()

    page = client.post("/i18n/setlang/", choice | {"language": "vi"}, follow=True)
    assert "<h1>Tra cứu hồ sơ</h1>" in page.content.decode()


def _pages() -> Iterator[tuple[Row, str]]:
    for row in TABLE:
        role = next((role for role in READERS if row.get[role] == 200), None)
        if row.is_page and role:
            yield row, role


def _without_names(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "")
    return text

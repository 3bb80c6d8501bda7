"""A walk-in client without an account: four papers from the scanner, one PIN, cash, slip.

Every key and click of the clerk is counted."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from counter.actions.take_ticket import take_ticket
from counter.models import Desk, Intake, PaperCopy, ScannedPage
from counter.scanner.look import look
from dossiers.models import Dossier, HistoryEntry
from payments.actions.open_cash_day import open_cash_day
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.shared import clock
from services.content import PaperContent
from services.models import Revision
from services.search.indexing import index_procedure
from tests.browser.conftest import next_tab
from tests.counter.intake_world import NEW_CARD, begun
from tests.counter.signing_world import PIN, keep_key, keys_folder
from tests.patience import PATIENCE_MS
from tests.scans import as_pdf, text_page
from tests.trust import TrustServices
from tests.world import Person

PAPERS = tuple(
    PaperContent(key, name, True)
    for key, name in (
        ("cccd", "Bản chụp thẻ căn cước"),
        ("ho-khau", "Sổ hộ khẩu"),
        ("khai-sinh", "Giấy khai sinh"),
        ("xac-nhan", "Giấy xác nhận cư trú"),
    )
)
NAME = "Hồ Thị Xuân Mai"


class Hands:
    """Everything that the clerk does, counted. The card is read by a scanner: one gesture."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.clicks = 0
        self.scans = 0

    def press(self, key: str) -> None:
        """One key."""
        self.keys += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Letter by letter, where the focus is."""
        self.keys += len(text)
        self.page.keyboard.type(text)

    def scan(self, card: str) -> None:
        """A hand scanner types the text of the card's code and a line end."""
        self.scans += 1
        self.page.keyboard.insert_text(card)
        self.page.keyboard.press("Enter")

    def comes_to(self, page: str) -> None:
        """The next page is there, and its shortcuts are."""
        self.page.wait_for_url(f"**/{page}")
        self.page.wait_for_load_state()


class Scanner:
    """The desk's scanner and the process that watches its folder."""

    def __init__(self, root: Path, desk: Desk) -> None:
        self.root = root
        self.folder = root / desk.agency.code / str(desk.number)
        self.folder.mkdir(parents=True)
        self.now: datetime = clock.now()

    def look(self) -> None:
        """As the process does, a second later each time."""
        self.now = max(clock.now(), self.now + timedelta(seconds=1))
        with ThreadPoolExecutor(max_workers=1) as threads:
            threads.submit(self._look).result()

    def scan(self, number: int) -> None:
        """One sheet."""
        page = text_page(title=f"GIAY SO {number}", seed=number, skew=1.5)
        (self.folder / f"scan-{number}.pdf").write_bytes(as_pdf(page))

    def _look(self) -> None:
        try:
            look(self.root, self.now)
        finally:
            connection.close()


@pytest.fixture
def catalogue(make_revision: Callable[..., Revision]) -> Revision:
    """Four papers, 200.000 đ at the counter."""
    revision = make_revision(papers=PAPERS)
    index_procedure(revision.procedure)
    return revision


@pytest.fixture
def signs(trusting: TrustServices, clerk: Person, settings: Any, tmp_path: Path) -> None:
    """The clerk has a key, and types its PIN as outside of the demo."""
    settings.DEMO_SIGNING_PIN = ""
    keys_folder(settings, tmp_path / "keys")
    keep_key(trusting.issue("Lê Thị Hoa"), clerk)


@pytest.fixture
def scanner(clerk: Person, settings: Any, tmp_path: Path) -> Iterator[Scanner]:
    """Desk 1 with its scanner; the clerk sits there and her till is open."""
    settings.SCANNER_ROOT = str(tmp_path / "scanner")
    desk = Desk.objects.create(
        agency=clerk.agency, number=1, clerk=clerk.user, taken_at=clock.now()
    )
    open_cash_day(actor=clerk.actor, float_vnd=500_000)
    yield Scanner(tmp_path / "scanner", desk)


def test_from_the_ticket_to_the_slip(
    clerk: Person, catalogue: Revision, signs: None, scanner: Scanner, one_stop: Agency,
    units: None, page_of: Callable[[Person], Page], do_jobs: Callable[[], list[str]],
) -> None:  # fmt: skip
    take_ticket(actor=None, agency=one_stop, purpose="file")
    page = page_of(clerk)
    page.set_default_timeout(PATIENCE_MS)
    page.goto("/counter/queue/")
    hands = Hands(page)

    _call_and_identify(hands)
    _agree_choose_fill(hands)
    _digitise(hands, scanner, do_jobs)
    _sign(hands, do_jobs)
    _take_cash(hands)
    code = _give_the_slip(hands, do_jobs)

    _is_filed(code, clerk)
    assert (hands.scans, hands.clicks, hands.keys) == (1, 0, 43)


def test_a_file_outlives_the_window_and_the_line(
    clerk: Person, tra: Person, catalogue: Revision, justice: Agency, tmp_path: Path,
    page_of: Callable[[Person], Page],
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, catalogue, justice)
    card = tmp_path / "the-can-cuoc.pdf"
    card.write_bytes(as_pdf(text_page(seed=7)))
    page = page_of(clerk)
    page.goto(f"/counter/intake/{intake.key}/papers/")
    page.route("**/pages/add/", lambda route: route.abort())
    page.locator("#add-file").set_input_files(card)
    expect(page.get_by_text("Tệp được giữ trong trình duyệt này")).to_be_visible()
    page = next_tab(page)
    page.goto(f"/counter/intake/{intake.key}/papers/")
    expect(page.locator("[data-page]")).to_have_count(1)
    expect(page.get_by_text("Đã thêm the-can-cuoc.pdf")).to_be_visible()
    page = next_tab(page)
    page.goto(f"/counter/intake/{intake.key}/papers/")
    expect(page.locator("[data-page]")).to_have_count(1)
    page.wait_for_function("() => window.keptFiles.all().then((kept) => kept.length === 0)")
    assert ScannedPage.objects.get().original_name == "the-can-cuoc.pdf"


def test_pages_that_have_moved_are_no_longer_chosen(
    clerk: Person, tra: Person, catalogue: Revision, justice: Agency, tmp_path: Path,
    page_of: Callable[[Person], Page],
) -> None:  # fmt: skip
    intake = begun(clerk, tra.citizen, catalogue, justice)
    both = tmp_path / "hai-trang.pdf"
    both.write_bytes(as_pdf(text_page(seed=8), text_page(seed=9)))
    page = page_of(clerk)
    page.goto(f"/counter/intake/{intake.key}/papers/")
    page.locator("#add-file").set_input_files(both)
    loose = page.locator('[data-paper=""] [data-page]')
    expect(loose).to_have_count(2)
    for number, paper in enumerate(PAPERS[:2]):
        loose.first.locator("input").check()
        page.locator("#move-to").select_option(paper.key)
        page.locator("button[name=do][value=to]").click()
        expect(loose).to_have_count(1 - number)

    moved = ScannedPage.objects.order_by("original_page").values_list("requirement_key", flat=True)
    assert list(moved) == [PAPERS[0].key, PAPERS[1].key]


def _call_and_identify(hands: Hands) -> None:
    hands.press("n")
    expect(hands.page.locator("#client-number")).to_contain_text("N001")
    hands.press("t")
    hands.comes_to("identify/")
    expect(hands.page.locator("#id_q")).to_be_focused()
    hands.scan(NEW_CARD)
    hands.comes_to("person/new/")
    expect(hands.page.get_by_label("Họ và tên")).to_have_value(NAME)
    hands.press("Enter")


def _agree_choose_fill(hands: Hands) -> None:
    hands.comes_to("consent/")
    expect(hands.page.locator("#id_agreed")).to_be_focused()
    hands.press("Space")
    hands.press("Enter")
    hands.comes_to("procedure/")
    expect(hands.page.locator("#id_q")).to_be_focused()
    hands.type("ly lich")
    hands.press("Enter")
    hands.comes_to("procedure/?q=ly+lich")
    expect(hands.page.locator("button[name=code]").first).to_be_focused()
    hands.press("Enter")
    hands.comes_to("form/")
    hands.page.get_by_label("Mục đích").focus()
    hands.type("Xin viec lam")
    hands.press("Enter")


def _digitise(hands: Hands, scanner: Scanner, do_jobs: Callable[[], list[str]]) -> None:
    hands.comes_to("papers/")
    scanner.look()
    for number in range(4):
        scanner.scan(number)
    for _ in range(3):
        scanner.look()
    do_jobs()
    expect(hands.page.locator('[data-paper=""] [data-page]')).to_have_count(4)
    hands.type("qwty")  # in a row: each key means the page that the one before has left in front
    expect(hands.page.locator('[data-paper=""] [data-page]')).to_have_count(0)
    hands.press("o")
    expect(hands.page.get_by_text("Đã đối chiếu bản chính và trả lại").nth(3)).to_be_visible()
    do_jobs()
    expect(hands.page.get_by_text("Đủ giấy tờ, đạt yêu cầu")).to_be_visible()
    hands.press("s")


def _sign(hands: Hands, do_jobs: Callable[[], list[str]]) -> None:
    hands.comes_to("sign/")
    expect(hands.page.get_by_label("Mã PIN")).to_be_focused()
    hands.type(PIN)
    hands.press("Enter")
    expect(hands.page.get_by_text("Đang ký").first).to_be_visible()
    do_jobs()
    hands.comes_to("pay/")


def _take_cash(hands: Hands) -> None:
    hands.press("t")
    expect(hands.page.locator("#to-slip")).to_be_focused()
    hands.press("Enter")


def _give_the_slip(hands: Hands, do_jobs: Callable[[], list[str]]) -> str:
    hands.comes_to("slip/")
    expect(hands.page.get_by_role("button", name="In phiếu")).to_be_visible()
    do_jobs()
    code = hands.page.locator(".handout__code").inner_text()
    hands.press("x")
    hands.page.wait_for_url("**/counter/queue/**")
    return code


def _is_filed(code: str, clerk: Person) -> None:
    dossier = Dossier.objects.get(code=code)
    assert (dossier.state, dossier.provenance) == ("received", "digitised")
    assert dossier.paid_at is not None
    citizen = Citizen.objects.get(full_name=NAME)
    assert (dossier.owner, citizen.user) == (citizen, None)
    assert (
        HistoryEntry.objects.get(dossier=dossier, event="file").actor_name == clerk.user.full_name
    )
    signed = PaperCopy.objects.filter(intake__dossier=dossier, state="signed")
    assert dict(signed.values_list("requirement_key", "page_count")) == {
        paper.key: 1 for paper in PAPERS
    }
    assert Intake.objects.get().state == "closed"

"""The other side gives no usable answer: the comparison says why, nothing is invented."""

from collections.abc import Callable

import pytest
from django.core.management import call_command

from portal.national.delivery.deliverer import Deliverer
from portal.national.models import Comparison, Endpoint, OutboxMessage
from tests.portal.national.comparison.conftest import compare, deliver, figures
from tests.portal.national.conftest import Queue
from tests.portal.national.stub_process import NationalStub

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]


@pytest.fixture
def told(queue: Queue, new_code: Callable[[], str], deliverer: Deliverer) -> str:
    """A dossier that is on both sides."""
    code = new_code()
    queue(code, 1, 2)
    deliver(deliverer)
    return code


@pytest.mark.parametrize("kind", ["dossiers", "catalogue"])
@pytest.mark.parametrize("fault", ["down", "html", "malformed", "empty", "redirect", "huge"])
def test_no_usable_answer(told: str, national_stub: NationalStub, fault: str, kind: str) -> None:
    national_stub.fault(fault, only="comparison")
    comparison = compare(kind)
    assert comparison.state == "failed"
    assert comparison.error
    assert comparison.ended_at is not None
    assert figures(comparison) == {}
    assert not comparison.differences.exists()
    assert not OutboxMessage.objects.filter(delivered_at=None).exists()
    endpoint = Endpoint.objects.get(name="comparison")
    assert (endpoint.failures, endpoint.last_error) == (1, comparison.error)
    assert endpoint.down_since is not None
    national_stub.clear()
    assert compare(kind).state == "done"
    endpoint.refresh_from_db()
    assert (endpoint.failures, endpoint.down_since) == (0, None)


def test_what_is_not_set_up_is_named(settings, transactional_db: None) -> None:  # type: ignore[no-untyped-def]
    settings.NATIONAL_PORTAL_URL = ""
    comparison = compare()
    assert comparison.state == "failed"
    assert "NATIONAL_PORTAL_URL" in comparison.error


def test_a_mistake_of_ours_is_said_and_not_hidden(
    told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_since: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("portal.national.comparison.dossiers.our_days", broken)
    with pytest.raises(ZeroDivisionError):
        compare()
    comparison = Comparison.objects.get()
    assert (comparison.state, comparison.error) == (
        "failed",
        "Lỗi trong chương trình; xem nhật ký của tiến trình worker.",
    )


def test_the_command(
    told: str, national_stub: NationalStub, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("compare_national", "--all")
    line = "bên ta %d, cổng quốc gia %d, lệch 0, gửi lại 0 bản tin, đang chuyển 0.\n"
    said = capsys.readouterr()
    assert said.out == f"Danh mục thủ tục: {line % (0, 0)}Hồ sơ: {line % (1, 1)}"
    call_command("compare_national", "--dossiers")
    assert capsys.readouterr().out == f"Hồ sơ: {line % (0, 0)}"
    national_stub.fault("down", only="comparison")
    with pytest.raises(SystemExit):
        call_command("compare_national", "--catalogue")
    assert capsys.readouterr().err.startswith("Danh mục thủ tục: Cổng quốc gia trả lời mã 503")
    Comparison.objects.create(kind="catalogue", asked_at="2032-01-01T00:00:00Z")
    with pytest.raises(SystemExit):
        call_command("compare_national", "--catalogue")
    assert capsys.readouterr().err == "Danh mục thủ tục: đang có một lần đối chiếu chạy.\n"

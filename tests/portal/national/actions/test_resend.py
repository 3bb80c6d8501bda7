"""What was refused goes again when a provincial admin says so, and only that."""

import pytest

from portal.national.actions.correct import correct
from portal.national.actions.resend import resend
from portal.national.actions.resend_alike import resend_alike
from portal.national.models import Correction, OutboxMessage
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed
from tests.portal.national.delivery.rows import MOMENT, message
from tests.world import Person

pytestmark = pytest.mark.django_db

REASON = "Sai mã lĩnh vực."


def parked(stream: str, error: str = REASON) -> OutboxMessage:
    return message(stream, parked_at=MOMENT, attempts=1, last_error=error)


def still_parked() -> set[str]:
    found = OutboxMessage.objects.filter(parked_at__isnull=False)
    return set(found.values_list("stream", flat=True))


def logged() -> list[tuple]:
    return list(
        ActionLogEntry.objects.order_by("position").values_list("action", "subject", "detail")
    )


def test_one_line_goes_again(admin: Person) -> None:
    head = parked("A")
    message("A")
    parked("B")
    assert resend(actor=admin.actor, stream="A") == 1
    head.refresh_from_db()
    assert (head.parked_at, head.next_try_at, head.attempts, head.last_error) == (
        None, None, 1, REASON,
    )  # fmt: skip
    assert still_parked() == {"B"}
    assert logged() == [("resend_to_national", "outbox:A", {})]


def test_nothing_parked_nothing_done(admin: Person) -> None:
    message("A", attempts=3)
    assert resend(actor=admin.actor, stream="A") == 0
    assert resend_alike(actor=admin.actor, error="") == 0
    assert logged() == []


def test_all_that_were_refused_for_one_reason_go_again(admin: Person) -> None:
    for stream in ("A", "B", "C"):
        parked(stream)
    parked("D", "Lý do khác.")
    assert resend_alike(actor=admin.actor, error=REASON) == 3
    assert still_parked() == {"D"}
    assert logged() == [("resend_to_national", "outbox:alike", {"messages": 3})]


def test_a_correction_is_kept_and_the_message_goes_again(admin: Person) -> None:
    parked("A")
    assert correct(actor=admin.actor, stream="A", values={"DonViXuLy": " Sở  Tư pháp "}) == 1
    assert list(Correction.objects.values_list("stream", "field", "value", "made_by_id")) == [
        ("A", "DonViXuLy", "Sở Tư pháp", admin.user.pk)
    ]
    assert still_parked() == set()
    assert logged()[-1] == ("correct_for_national", "outbox:A", {"fields": ["DonViXuLy"]})


def test_a_field_given_again_is_overwritten_and_one_given_empty_is_ours_again(
    admin: Person,
) -> None:
    parked("A")
    correct(actor=admin.actor, stream="A", values={"DonViXuLy": "Một", "TenTTHC": "Hai"})
    correct(actor=admin.actor, stream="A", values={"DonViXuLy": "Ba", "TenTTHC": ""})
    assert list(Correction.objects.values_list("field", "value")) == [("DonViXuLy", "Ba")]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("MaHoSo", "000.00.15.H47-220322-0002", "Trường này không được sửa."),
        ("TrangThaiHoSo", "9", "Trường này không được sửa."),
        ("ChuHoSo", "Trần Thị Lan", "Trường này không được sửa."),
        ("TrichYeuHoSo", "x" * 601, "Viết ngắn lại, không quá 600 ký tự."),
    ],
)
def test_codes_states_and_identities_cannot_be_mended(
    admin: Person, field: str, value: str, words: str
) -> None:
    parked("A")
    with pytest.raises(InvalidInput) as refused:
        correct(actor=admin.actor, stream="A", values={field: value, "DonViXuLy": "Sở Tư pháp"})
    assert refused.value.errors == {field: words}
    assert not Correction.objects.exists()
    assert still_parked() == {"A"}
    assert logged() == []


def test_a_line_without_messages_is_none(admin: Person) -> None:
    with pytest.raises(OutboxMessage.DoesNotExist):
        correct(actor=admin.actor, stream="A", values={"DonViXuLy": "Sở Tư pháp"})
    assert not Correction.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "officer", "leader", "auditor", "tra"])
def test_nobody_else_may(who: str, request: pytest.FixtureRequest) -> None:
    actor = request.getfixturevalue(who).actor
    parked("A")
    with pytest.raises(NotAllowed):
        resend(actor=actor, stream="A")
    with pytest.raises(NotAllowed):
        resend_alike(actor=actor, error=REASON)
    with pytest.raises(NotAllowed):
        correct(actor=actor, stream="A", values={"DonViXuLy": "Sở Tư pháp"})
    assert still_parked() == {"A"}
    assert not Correction.objects.exists()
    assert logged() == []

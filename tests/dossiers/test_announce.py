"""The mail about a change of state: code, state, what to do now and the link, never contents."""

import pytest

from dossiers.actions.announce import announce
from dossiers.policy import MAY
from dossiers.words.history import _WORDS
from portal.notifications.models import Notice
from tests.fixtures_dossiers import ANSWERS


@pytest.mark.parametrize(
    ("state", "event", "subject", "words"),
    [
        ("submitted", "payment_settled", "Mới đăng ký", "Đã nhận phí, lệ phí của bạn."),
        ("received", "receive", "Được tiếp nhận", "đã tiếp nhận hồ sơ"),
        ("supplement_required", "request_supplement", "Yêu cầu bổ sung giấy tờ", "bổ sung"),
        ("completed", "decide", "Đã xử lý xong", "Lãnh đạo đã quyết định kết quả."),
    ],
)
def test_each_change_is_told_with_code_state_and_link(
    make_dossier, settings, state, event, subject, words
) -> None:
    dossier = make_dossier(state)
    entry = dossier.history.get(event=event)

    assert announce(history_id=entry.pk) is True
    assert announce(history_id=entry.pk) is True

    notice = Notice.objects.get(key=f"history:{entry.pk}")
    assert notice.to_email == "tra@motcua.example"
    assert notice.subject == f"Hồ sơ {dossier.code}: {subject}"
    assert words in notice.text
    assert f"{settings.PUBLIC_URL}/me/dossiers/{dossier.code}/" in notice.text
    contents = [ANSWERS["purpose"], dossier.applicant["identity_number"], "Ảnh bị mờ", "án tích"]
    assert [word for word in contents if word in notice.text + notice.html] == []


def test_a_step_among_staff_is_not_told(make_dossier) -> None:
    entry = make_dossier("proposed").history.get(event="propose")

    assert announce(history_id=entry.pk) is False
    assert not Notice.objects.filter(key=f"history:{entry.pk}").exists()


def test_a_citizen_without_email_gets_none(make_dossier, tra) -> None:
    tra.citizen.email = ""
    tra.citizen.save(update_fields=["email"])
    entry = make_dossier("submitted").history.first()

    assert announce(history_id=entry.pk) is False
    assert Notice.objects.count() == 0


def test_every_event_has_words(make_dossier) -> None:
    beside_the_history = {"save", "attach", "discard", "take_cash", "note"}
    # Done to many dossiers at once by the administration, which has rules of its own.
    of_the_administration = {"hand_to_successor", "take_over"}
    # What signing and the post do beside the steps of the machine.
    of_signatures_and_post = {"sign", "seal", "hand_over_again", "shipment_came_back"}
    elsewhere = of_the_administration | of_signatures_and_post
    assert set(MAY) - beside_the_history == set(_WORDS) - elsewhere


def test_the_procedure_adds_words_of_its_own(make_dossier, client_as, tra) -> None:
    notices = {"receive": "Mang <b>bản chính</b>\nkhi đến nhận.", "decide": "Không phải lúc này."}
    dossier = make_dossier("received", notices=notices)
    entry = dossier.history.get(event="receive")

    announce(history_id=entry.pk)

    notice = Notice.objects.get(key=f"history:{entry.pk}")
    assert "Mang <b>bản chính</b>\nkhi đến nhận." in notice.text
    assert "Mang &lt;b&gt;bản chính&lt;/b&gt;<br>khi đến nhận." in notice.html
    assert "Không phải lúc này" not in notice.text
    page = client_as(tra).get(f"/me/dossiers/{dossier.code}/").content.decode()
    assert "Mang &lt;b&gt;bản chính&lt;/b&gt;" in page
    assert "Không phải lúc này" not in page

"""Each step through its page: by the right role it moves the dossier, by nobody else."""

import pytest

from dossiers.actions.supply import supply
from dossiers.models import Document, Dossier, Supplement
from payments.models import PaymentAttempt
from tests.dossiers.web.staff.conftest import traces

# area, step, state before, who, what is typed, state after, documents asked for
STEPS = [
    ("counter", "receive", "submitted", "clerk", {}, "received", ["form_01"]),
    (
        "counter", "request_supplement", "submitted", "clerk",
        {"what": "Ảnh rõ hơn", "why": "Ảnh mờ", "requirement_keys": ["cccd"]},
        "supplement_required", ["form_02"],
    ),
    ("counter", "refuse", "submitted", "clerk", {"reason": "Sai nơi nộp."}, "refused", ["form_03"]),
    (
        "counter", "take_cash", "payment_required", "clerk", {"float_vnd": "0"}, "submitted", [],
    ),
    ("counter", "confirm_withdrawal", "withdrawal_requested", "clerk", {}, "halted", []),
    (
        "counter", "decline_withdrawal", "withdrawal_requested", "clerk",
        {"reason": "Đã có kết quả."}, "submitted", [],
    ),
    ("desk", "start_processing", "received", "officer", {}, "processing", []),
    (
        "desk", "request_supplement", "processing", "officer",
        {"what": "Ảnh rõ hơn", "why": "Ảnh mờ"}, "supplement_required", ["form_02"],
    ),
    (
        "desk", "propose", "processing", "officer",
        {"outcome": "approved", "text": "Không có án tích."}, "processing", ["result_draft"],
    ),
    ("desk", "decide", "proposed", "leader", {}, "completed", ["result"]),
    ("desk", "send_back", "proposed", "leader", {"comment": "Bổ sung căn cứ."}, "processing", []),
    ("desk", "halt", "processing", "officer", {"reason": "Hồ sơ trùng."}, "halted", []),
    ("desk", "halt", "processing", "leader", {"reason": "Hồ sơ trùng."}, "halted", []),
    ("desk", "reopen", "completed", "leader", {"reason": "Sai tên."}, "processing", []),
]  # fmt: skip
every_step = pytest.mark.parametrize(
    ("area", "step", "before", "who", "typed", "after", "papers"),
    STEPS,
    ids=[f"{step[1]}-{step[3]}" for step in STEPS],
)


def address(area: str, dossier: Dossier, step: str = "") -> str:
    page = f"/{area}/dossiers/{dossier.code}/"
    return f"{page}{step}/" if step else page


def receipt_page(dossier: Dossier) -> str:
    attempt = PaymentAttempt.objects.get(obligation__subject=dossier.subject, state="settled")
    return f"/counter/cash/receipts/{attempt.key}/"


@every_step
def test_a_step_is_shown_done_and_told(
    request, client_as, make_dossier, area, step, before, who, typed, after, papers
) -> None:
    dossier = make_dossier(before)
    client = client_as(request.getfixturevalue(who))
    had = set(Document.objects.filter(dossier=dossier).values_list("pk", flat=True))

    page = client.get(address(area, dossier, step))
    assert page.status_code == 200
    assert page.context["form"]["version"].value() == dossier.version

    answer = client.post(address(area, dossier, step), {"version": dossier.version, **typed})

    moved = Dossier.objects.get(pk=dossier.pk)
    landed = receipt_page(moved) if step == "take_cash" else address(area, dossier)
    assert (answer.status_code, answer.get("Location")) == (302, landed)
    assert moved.state == after
    last = moved.history.last()
    expected = "payment_settled" if step == "take_cash" else step
    assert (last.event, last.to_state) == (expected, after)
    asked = Document.objects.filter(dossier=dossier).exclude(pk__in=had)
    assert [document.kind for document in asked] == papers
    assert str(dossier.code) in client.get(address(area, dossier)).content.decode()


@every_step
def test_other_roles_and_agencies_change_nothing(
    request, client_as, make_dossier, area, step, before, who, typed, after, papers
) -> None:
    dossier = make_dossier(before)
    url, sent = address(area, dossier, step), {"version": dossier.version, **typed}
    unchanged = traces(dossier)
    others = {"tra", "clerk", "officer", "leader", "admin", "auditor"}
    allowed = {each[3] for each in STEPS if (each[0], each[1]) == (area, step)}

    for other in sorted(others - allowed):
        client = client_as(request.getfixturevalue(other))
        assert (other, client.get(url).status_code) == (other, 403)
        assert (other, client.post(url, sent).status_code) == (other, 403)

    foreign = {"counter": ["clerk_tamtien"], "desk": ["officer_tamtien"]}[area]
    for other in foreign if who != "leader" else []:
        client = client_as(request.getfixturevalue(other))
        assert client.get(url).status_code == 404
        assert client.post(url, sent).status_code == 404

    assert traces(dossier) == unchanged


@every_step
@pytest.mark.parametrize("version", ["0", ""], ids=["old", "none"])
def test_a_stale_page_changes_nothing_and_keeps_what_was_typed(
    request, client_as, make_dossier, area, step, before, who, typed, after, papers, version
) -> None:
    dossier = make_dossier(before)
    client = client_as(request.getfixturevalue(who))
    unchanged = traces(dossier)

    answer = client.post(address(area, dossier, step), {"version": version, **typed})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Hồ sơ này đã được chuyển bước" in page
    assert f'href="{address(area, dossier)}"' in page
    texts = [value for key, value in typed.items() if key not in ("outcome", "requirement_keys")]
    assert [text for text in texts if text not in page] == []
    assert traces(dossier) == unchanged


@pytest.mark.parametrize(
    ("area", "step", "before", "who", "typed", "error"),
    [
        ("counter", "refuse", "submitted", "clerk", {"reason": "  "}, "Nhập lý do"),
        ("counter", "request_supplement", "submitted", "clerk",
         {"what": "Ảnh rõ hơn", "why": "", "requirement_keys": ["cccd"]}, "Nhập lý do"),
        ("desk", "propose", "processing", "officer",
         {"outcome": "", "text": "Không có án tích."}, "Chọn đề xuất"),
        ("desk", "send_back", "proposed", "leader", {"comment": ""}, "Nhập"),
        ("desk", "halt", "processing", "officer", {"reason": "x" * 2001}, "2.000 ký tự"),
    ],
)  # fmt: skip
def test_bad_input_is_said_beside_the_field_and_nothing_is_lost(
    request, client_as, make_dossier, area, step, before, who, typed, error
) -> None:
    dossier = make_dossier(before)
    client = client_as(request.getfixturevalue(who))
    unchanged = traces(dossier)

    answer = client.post(address(area, dossier, step), {"version": dossier.version, **typed})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert error in page
    assert 'class="error-summary"' in page
    texts = [v for k, v in typed.items() if isinstance(v, str) and k != "outcome" and v.strip()]
    assert [text for text in texts if text not in page] == []
    assert traces(dossier) == unchanged


def test_a_second_supplement_at_the_same_stage_is_refused(
    clerk_client, make_dossier, tra, officer
) -> None:
    dossier = make_dossier("supplement_required")
    supply(actor=tra.actor, code=dossier.code, answer="Đã gửi lại ảnh.")
    dossier = Dossier.objects.get(pk=dossier.pk)
    unchanged = traces(dossier)

    answer = clerk_client.post(
        address("counter", dossier, "request_supplement"),
        {"version": dossier.version, "what": "Thêm nữa", "why": "Vẫn mờ"},
    )

    assert answer.status_code == 403
    assert "đã được yêu cầu bổ sung một lần" in answer.content.decode()
    assert "Thêm nữa" in answer.content.decode()
    assert traces(dossier) == unchanged
    assert Supplement.objects.filter(dossier=dossier).count() == 1


@pytest.mark.parametrize("area", ["counter", "desk"])
def test_a_note_is_kept_from_the_citizen_and_moves_nothing(
    request, client_as, make_dossier, area
) -> None:
    dossier = make_dossier("received")
    client = client_as(request.getfixturevalue({"counter": "clerk", "desk": "officer"}[area]))

    answer = client.post(address(area, dossier, "note"), {"text": "Đã gọi điện."})

    assert answer.status_code == 302
    assert [note.text for note in dossier.notes.all()] == ["Đã gọi điện."]
    assert Dossier.objects.get(pk=dossier.pk).version == dossier.version
    assert "Đã gọi điện." in client.get(address(area, dossier)).content.decode()


def test_a_step_that_cannot_follow_shows_where_the_dossier_is(clerk_client, make_dossier) -> None:
    dossier = make_dossier("received")

    answer = clerk_client.get(address("counter", dossier, "receive"))

    assert answer.status_code == 409
    assert "Được tiếp nhận" in answer.content.decode()

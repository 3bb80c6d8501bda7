"""The national portal files a dossier: what is there afterwards, once for each key."""

import json
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from dossiers.actions.receive import receive
from dossiers.actions.start_draft import start_draft
from dossiers.direct.filing import digest_of
from dossiers.models import Attachment, Dossier, HistoryEntry
from payments.queries import obligation_of
from portal.accounts.models import Citizen
from portal.agencies.models import Agency
from portal.api.national.serializers import FilingSerializer, filing_of
from portal.national.inbound.actions.file_for_citizen import file_for_citizen
from portal.national.inbound.filing import Envelope
from portal.national.models import InboundFiling, OutboxMessage
from portal.shared.action_log.models import ActionLogEntry
from services.models import Revision
from tests.at_once import at_once
from tests.fixtures_dossiers import settle
from tests.portal.api.national.sender import FILING_URL, ask, content, file, headers, hoa, send
from tests.world import Person

pytestmark = pytest.mark.django_db
Traces = Callable[[], Any]


def test_the_answer_says_how_it_stands(client: Client, revision: Revision) -> None:
    answer = file(client, content())

    assert answer.status_code == 201
    assert "no-store" in answer["Cache-Control"]
    dossier = Dossier.objects.get()
    told = answer.json()
    assert [entry.pop("at")[:16] for entry in told["timeline"]] == [told["filed_at"][:16]] * 2
    assert told == {
        "code": dossier.code,
        "procedure": {"code": "2.000488", "name": "Cấp Phiếu lý lịch tư pháp"},
        "state": "payment_required",
        "state_text": "Yêu cầu thực hiện nghĩa vụ tài chính",
        "national_code": 6,
        "filed_at": told["filed_at"],
        "due_at": None,
        "next_step": told["next_step"],
        "agency": "Trung tâm Phục vụ hành chính công tỉnh Quảng Nam",
        "timeline": [
            {"state": "submitted", "state_text": "Mới đăng ký", "national_code": 1},
            {
                "state": "payment_required",
                "state_text": "Yêu cầu thực hiện nghĩa vụ tài chính",
                "national_code": 6,
            },
        ],
        "fee_vnd": 100_000,
        "paid_at": None,
        "url": f"http://127.0.0.1:8000/me/dossiers/{dossier.code}/",
        "pay_url": f"http://127.0.0.1:8000/me/dossiers/{dossier.code}/pay/",
        "track_url": "http://127.0.0.1:8000/track/",
    }


def test_nothing_in_the_answer_is_about_the_person(client: Client, revision: Revision) -> None:
    told = file(client, content()).content.decode()

    for value in ("Phạm", "Hòa", "049095001234", "hoa@motcua.example", "0905111222"):
        assert value not in told


def test_what_was_declared_there_is_filed_here(
    client: Client, revision: Revision, justice: Agency, one_stop: Agency
) -> None:
    file(client, content())

    dossier = Dossier.objects.get()
    assert (dossier.provenance, dossier.return_channel) == ("citizen", "post")
    assert (dossier.handling_agency, dossier.receiving_agency) == (justice, one_stop)
    assert dossier.revision == revision
    assert dossier.answers == {
        "full_name": "Phạm Văn Hòa",
        "phone": "0905111222",
        "purpose": "Xin việc làm",
        "copies": 1,
    }
    assert dossier.applicant == {
        "full_name": "Phạm Văn Hòa",
        "identity_number": "049095001234",
        "birth_date": "15/06/1995",
        "phone": "0905111222",
        "email": "hoa@motcua.example",
        "address": "Thôn Hà Quang, Xã Tam Tiến, Huyện Núi Thành",
    }
    assert dossier.lookup_digits == "1234"


def test_a_number_we_do_not_know_becomes_a_citizen_without_account(
    client: Client, revision: Revision
) -> None:
    file(client, content())

    citizen = Citizen.objects.get()
    assert citizen.user is None
    assert (citizen.identity_number, citizen.full_name) == ("049095001234", "Phạm Văn Hòa")
    assert (citizen.birth_date, citizen.sex) == (date(1995, 6, 15), "male")
    assert (citizen.phone, citizen.email) == ("0905111222", "hoa@motcua.example")
    assert citizen.commune is not None
    assert (citizen.commune.code, citizen.address_line) == ("20974", "Thôn Hà Quang")


def test_a_number_we_know_keeps_our_facts(client: Client, revision: Revision, tra: Person) -> None:
    before = Citizen.objects.values().get()
    other = hoa(
        identity_number="049 190 004 747", full_name="nguyễn thị trà", birth_date="1990-03-22",
        email="another@motcua.example", phone="0912345678",
    )  # fmt: skip

    assert file(client, content(applicant=other)).status_code == 201

    assert Citizen.objects.values().get() == before
    dossier = Dossier.objects.get()
    assert dossier.owner == tra.citizen
    assert dossier.applicant["email"] == "tra@motcua.example"
    assert dossier.answers["phone"] == "0912345678"
    assert HistoryEntry.objects.first().reason == "Nộp qua Cổng Dịch vụ công quốc gia."


def test_another_name_is_written_into_the_history_and_changes_nothing(
    client: Client, revision: Revision, lan: Person
) -> None:
    named = hoa(
        identity_number="049185012345", full_name="Trần Thị Ngọc Lan", birth_date="1985-10-05"
    )

    assert file(client, content(applicant=named)).status_code == 201

    assert Citizen.objects.get().full_name == "Trần Thị Lan"
    assert Dossier.objects.get().applicant["full_name"] == "Trần Thị Lan"
    assert [entry.reason for entry in HistoryEntry.objects.order_by("id")] == [
        "Nộp qua Cổng Dịch vụ công quốc gia; họ tên ghi ở đó: Trần Thị Ngọc Lan.",
        "",
    ]


def test_a_decomposed_name_is_the_same_name(
    client: Client, revision: Revision, tra: Person
) -> None:
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Trà")
    applicant = hoa(identity_number="049190004747", full_name=decomposed, birth_date="1990-03-22")

    assert file(client, content(applicant=applicant)).status_code == 201

    assert HistoryEntry.objects.first().reason == "Nộp qua Cổng Dịch vụ công quốc gia."
    assert Dossier.objects.get().answers["full_name"] == "Nguyễn Thị Trà"


def test_the_draft_that_the_citizen_has_begun_stays(
    client: Client, revision: Revision, justice: Agency, tra: Person
) -> None:
    draft = start_draft(actor=tra.actor, revision=revision, handling_agency=justice)
    applicant = hoa(
        identity_number="049190004747", full_name="Nguyễn Thị Trà", birth_date="1990-03-22"
    )

    assert file(client, content(applicant=applicant)).status_code == 201

    assert Dossier.objects.count() == 2
    draft.refresh_from_db(fields=["answers", "version", "code"])
    assert (draft.code, draft.version) == (None, 0)
    assert "purpose" not in draft.answers


def test_files_are_kept_as_every_upload(
    client: Client, revision: Revision, traces: Traces, settings: Any
) -> None:
    file(client, content())

    kept = Attachment.objects.get()
    assert (kept.requirement_key, kept.original_name, kept.state) == (
        "cccd", "cccd.pdf", "accepted",
    )  # fmt: skip
    assert (kept.media_type, kept.uploaded_by) == ("application/pdf", None)
    assert kept.size == len((settings.MEDIA_ROOT / kept.file).read_bytes())
    assert traces()[1] == [settings.MEDIA_ROOT / kept.file]


def test_who_did_it_is_in_history_and_log(client: Client, revision: Revision) -> None:
    file(client, content())

    dossier = Dossier.objects.get()
    steps = HistoryEntry.objects.order_by("id").values_list("event", "actor_name", "role")
    assert list(steps) == [
        ("file", "Phạm Văn Hòa", "citizen"),
        ("require_payment", "Hệ thống", "system"),
    ]
    log = ActionLogEntry.objects.filter(subject=f"dossier:{dossier.code}").order_by("id")
    assert [(entry.action, entry.actor_name, entry.actor_id) for entry in log] == [
        ("file", "Phạm Văn Hòa", None),
        ("require_payment", "Hệ thống", None),
        ("file_for_citizen", "Cổng Dịch vụ công quốc gia", None),
    ]
    assert log[2].detail == {"sender": "DVCQG", "new_citizen": True}


def test_its_states_go_back_as_those_of_every_dossier(client: Client, revision: Revision) -> None:
    file(client, content())

    code = Dossier.objects.get().code
    sent = OutboxMessage.objects.filter(stream=code).order_by("id")
    assert [message.payload["step"]["status"] for message in sent] == [1, 6]


def test_the_fee_is_due_like_any_other(client: Client, revision: Revision) -> None:
    file(client, content())

    dossier = Dossier.objects.get()
    obligation = obligation_of(dossier.subject)
    assert obligation is not None
    assert (obligation.amount_vnd, obligation.payer_id) == (100_000, dossier.owner_id)


def test_the_applicant_gets_the_mail(
    client: Client, revision: Revision, run_jobs: Callable[[], Any]
) -> None:
    file(client, content())
    run_jobs()

    assert {tuple(message.to) for message in mail.outbox} == {("hoa@motcua.example",)}
    assert "Hòa" not in "".join(message.body for message in mail.outbox)


def test_the_same_request_again_gets_the_same_dossier(
    client: Client, revision: Revision, traces: Traces
) -> None:
    first = file(client, content())
    after_first = traces()

    second = file(client, content())

    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json() == first.json()
    assert traces() == after_first


def test_the_same_request_later_tells_the_present_state(
    client: Client, revision: Revision, clerk: Person
) -> None:
    file(client, content())
    settle(Dossier.objects.get())
    receive(actor=clerk.actor, code=Dossier.objects.get().code)

    again = file(client, content()).json()

    assert (again["state"], again["national_code"], again["pay_url"]) == ("received", 2, None)
    assert [step["national_code"] for step in again["timeline"]] == [1, 6, 1, 2]


def test_spaces_and_the_order_of_keys_make_no_other_content(
    client: Client, revision: Revision
) -> None:
    file(client, content())
    turned = dict(reversed(content().items()))

    again = send(client, json.dumps(turned, indent=2).encode(), key="G01-1")

    assert again.status_code == 200
    assert Dossier.objects.count() == 1


def test_the_same_key_with_other_content_is_refused(
    client: Client, revision: Revision, traces: Traces
) -> None:
    file(client, content())
    before = traces()

    answer = file(client, content(answers={"purpose": "Xin việc làm", "copies": 2}))

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Trùng với yêu cầu khác",
        "status": 409,
        "detail": "Idempotency-Key này đã dùng cho một hồ sơ có nội dung khác. Hãy dùng khóa mới.",
    }
    assert traces() == before


def test_another_key_is_another_dossier(client: Client, revision: Revision) -> None:
    codes = {
        file(client, content(answers={"purpose": f"Lần {n}"}), key=f"G01-{n}").json()["code"]
        for n in (1, 2)
    }

    assert len(codes) == 2
    assert Citizen.objects.count() == 1


def test_an_overheard_request_cannot_be_repeated_under_another_key(
    client: Client, revision: Revision, traces: Traces
) -> None:
    body = json.dumps(content()).encode()
    named = headers(body, key="G01-1")
    first = client.post(FILING_URL, body, content_type="application/json", headers=named)
    before = traces()

    forged = client.post(
        FILING_URL, body, content_type="application/json",
        headers=named | {"Idempotency-Key": "G01-2"},
    )  # fmt: skip

    assert (first.status_code, forged.status_code) == (201, 409)
    assert traces() == before


def test_a_crash_before_the_answer_is_mended_by_the_retry(
    client: Client, revision: Revision, traces: Traces
) -> None:
    typed = FilingSerializer(data=content())
    typed.is_valid(raise_exception=True)
    envelope = Envelope("DVCQG", "G01-1", "sha256=" + "0" * 64, digest_of(content()))
    committed, _ = file_for_citizen(envelope=envelope, filing=filing_of(typed.validated_data))
    before = traces()

    retry = file(client, content())

    assert (retry.status_code, retry.json()["code"]) == (200, committed.code)
    assert traces() == before


def test_a_withdrawn_procedure_still_answers_for_what_was_filed(
    client: Client, revision: Revision
) -> None:
    first = file(client, content())
    Revision.objects.filter(pk=revision.pk).update(state="superseded")

    assert file(client, content()).json() == first.json()


def test_the_key_is_free_after_a_refusal(client: Client, revision: Revision) -> None:
    refused = file(client, content(answers={}))
    mended = file(client, content())

    assert (refused.status_code, mended.status_code) == (422, 201)


def test_it_can_be_asked_for_by_code_and_by_key(client: Client, revision: Revision) -> None:
    filed = file(client, content(), key="G01/2022+1").json()

    by_code = ask(client, f"{FILING_URL}{filed['code']}/")
    by_key = ask(client, f"{FILING_URL}?key=G01%2F2022%2B1")

    assert (by_code.status_code, by_key.status_code) == (200, 200)
    assert by_code.json() == by_key.json() == filed


@pytest.mark.parametrize("path", ["000.00.15.H47-200101-0001/", "?key=none"])
def test_an_unknown_dossier_is_a_404(client: Client, revision: Revision, path: str) -> None:
    answer = ask(client, FILING_URL + path)

    assert answer.status_code == 404
    assert answer.json()["detail"] == "Không có hồ sơ nào với mã hoặc khóa này."


def test_a_place_instead_of_an_agency(
    client: Client, units: None, make_revision: Callable[..., Revision], tam_tien: Agency
) -> None:
    make_revision("1.000656", agency_level="commune", fee_vnd=0)

    told = file(client, content(procedure="1.000656", agency="20974"))

    assert told.status_code == 201
    dossier = Dossier.objects.get()
    assert (dossier.handling_agency, dossier.receiving_agency) == (tam_tien, tam_tien)
    assert (told.json()["state"], told.json()["pay_url"]) == ("submitted", None)
    assert told.json()["due_at"] is not None


def test_what_may_be_left_out(client: Client, revision: Revision) -> None:
    least = content(agency=None, return_channel=None)
    least["applicant"] = hoa(phone=None, email=None, address=None)

    assert file(client, least).status_code == 201

    dossier = Dossier.objects.get()
    assert (dossier.return_channel, dossier.applicant["address"]) == ("online", "")
    assert dossier.answers == {"full_name": "Phạm Văn Hòa", "purpose": "Xin việc làm", "copies": 1}


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_make_one_dossier(revision: Revision, traces: Traces) -> None:
    body = json.dumps(content()).encode()

    answers = at_once(*[lambda: send(Client(), body)] * 4)

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert {answer.json()["code"] for answer in answers} == {Dossier.objects.get().code}
    assert (InboundFiling.objects.count(), Citizen.objects.count()) == (1, 1)
    assert len(traces()[1]) == Attachment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_keys_of_a_new_citizen_at_the_same_moment_make_one_citizen(revision: Revision) -> None:
    def filing(number: int) -> Callable[[], Any]:
        answers = {"purpose": f"Lần {number}"}
        return lambda: file(Client(), content(answers=answers), key=f"G01-{number}")

    answers = at_once(*[filing(number) for number in range(4)])

    assert [answer.status_code for answer in answers] == [201] * 4
    assert sorted(code[-4:] for code in Dossier.objects.values_list("code", flat=True)) == [
        "0001", "0002", "0003", "0004",
    ]  # fmt: skip
    assert Citizen.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_key_with_two_contents_at_the_same_moment_files_one(
    revision: Revision, traces: Traces
) -> None:
    def filing(number: int) -> Callable[[], Any]:
        applicant = hoa(identity_number=f"04909500123{number}")
        return lambda: file(Client(), content(applicant=applicant))

    answers = at_once(filing(1), filing(2))

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert (Dossier.objects.count(), Citizen.objects.count()) == (1, 1)
    assert len(traces()[1]) == 1

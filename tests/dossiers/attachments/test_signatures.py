"""A signed file that is given is checked in a job, and nobody files one that was changed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dossiers.actions.attach import attach
from dossiers.actions.file import file
from dossiers.actions.remove_attachment import remove_attachment
from dossiers.attachments.signatures import is_spoiled
from dossiers.models import Attachment
from portal.shared.errors import InvalidInput
from tests.files import small_pdf
from tests.fixtures_dossiers import settle
from tests.jobs import run_due_jobs
from tests.portal.signatures.validation import forging
from tests.world import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(complete_draft):
    return complete_draft()


def give(person, dossier, content: bytes) -> Attachment:
    upload = SimpleUploadedFile("chung-chi.pdf", content)
    return attach(actor=person.actor, key=dossier.key, requirement_key="cccd", upload=upload)


def finding(attachment: Attachment) -> str:
    attachment.refresh_from_db()
    return attachment.signature


def test_an_unsigned_file_costs_no_job(draft, tra):
    attachment = give(tra, draft, small_pdf())
    assert attachment.signature == ""
    assert run_due_jobs(queues=["checks"]) == []


def test_a_good_signature_is_shown_to_the_citizen_and_to_staff(draft, tra, clerk, client, trusting):
    attachment = give(tra, draft, forging.signed(trusting))
    assert attachment.signature == "waiting"
    client.force_login(tra.user)
    papers = reverse("dossiers:draft_papers", args=[draft.key])
    assert "Đang kiểm tra chữ ký số" in client.get(papers).content.decode()
    assert run_due_jobs(queues=["checks"]) == ["dossiers.check_signatures"]
    assert finding(attachment) == "valid"
    assert attachment.signature_report["signatures"][0]["signer"] == forging.NAME
    assert "Chữ ký hợp lệ" in client.get(papers).content.decode()
    filed = file(actor=tra.actor, key=draft.key)
    settle(filed)
    code = filed.code
    assert "Chữ ký hợp lệ" in client.get(f"/me/dossiers/{code}/").content.decode()
    sign_in(client, clerk)
    assert "Chữ ký hợp lệ" in client.get(f"/counter/dossiers/{code}/").content.decode()


def test_a_changed_file_is_not_filed_until_it_is_taken_out(draft, tra, trusting):
    attachment = give(tra, draft, forging.byte_changed(trusting))
    run_due_jobs(queues=["checks"])
    assert finding(attachment) == "tampered"
    with pytest.raises(InvalidInput) as refusal:
        file(actor=tra.actor, key=draft.key)
    assert list(refusal.value.errors) == ["paper-cccd"]
    words = refusal.value.errors["paper-cccd"]
    assert words.startswith("Không nộp được với tệp “chung-chi.pdf”: Nội dung đã bị sửa sau khi ký")
    draft.refresh_from_db()
    assert draft.state == "draft"
    remove_attachment(actor=tra.actor, key=attachment.key)
    assert file(actor=tra.actor, key=draft.key).state == "payment_required"


@pytest.mark.parametrize("written", [forging.escaped, forging.packed])
def test_a_signature_written_in_another_way_is_one(draft, tra, trusting, written):
    """A reader shows it, so it is checked: it does not pass for a file without signature."""
    attachment = give(tra, draft, written(forging.signed(trusting)))
    assert attachment.signature == "waiting"
    run_due_jobs(queues=["checks"])
    assert is_spoiled(finding(attachment))


def test_an_unknown_authority_is_for_the_clerk_to_judge(draft, tra, trusting):
    attachment = give(tra, draft, forging.wrong_ca(trusting))
    run_due_jobs(queues=["checks"])
    assert finding(attachment) == "untrusted"
    assert file(actor=tra.actor, key=draft.key).state == "payment_required"


def test_nobody_waits_for_the_check(draft, tra, clerk, client, trusting):
    """Filed before the job has looked; the clerk sees the finding as soon as it has."""
    give(tra, draft, forging.byte_changed(trusting))
    filed = file(actor=tra.actor, key=draft.key)
    settle(filed)
    run_due_jobs(queues=["checks"])
    sign_in(client, clerk)
    page = client.get(f"/counter/dossiers/{filed.code}/").content.decode()
    assert "Nội dung đã bị sửa sau khi ký" in page

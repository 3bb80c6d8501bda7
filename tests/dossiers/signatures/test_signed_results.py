"""From the decision to the signed result in the citizen's hands."""

import hashlib
import io
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from dossiers.actions.decide import decide, reopen
from dossiers.actions.hand_over import hand_over
from dossiers.actions.seal_results import seal_mended, seal_waiting
from dossiers.actions.sign_results import sign_results
from dossiers.actions.sign_when_printed import forget_old_pins
from dossiers.documents.render import render
from dossiers.handlers import note_signature
from dossiers.models import DecisionPin, Document, Dossier
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import NotAllowed
from portal.signatures.events import FileSigned
from portal.signatures.models import SigningItem, SigningKey, SigningRun
from portal.signatures.trust import configured_trust
from portal.signatures.validation.check import check_pdf
from tests.signing import make_key
from tests.trust import TrustServices
from tests.world import Person, sign_in

pytestmark = pytest.mark.django_db
MakeDossier = Callable[..., Dossier]
RunJobs = Callable[..., list[str]]
ResultOf = Callable[[Dossier], Document]
QUEUES = ["documents", "signing"]


def decided(make_dossier: MakeDossier, leader: Person, pin: str) -> Dossier:
    dossier = make_dossier("proposed")
    return decide(actor=leader.actor, code=str(dossier.code), pin=pin)


def now(dossier: Dossier) -> Dossier:
    return Dossier.objects.get(pk=dossier.pk)


def bytes_of(path: str) -> bytes:
    return (Path(settings.MEDIA_ROOT) / path).read_bytes()


def test_decided_with_the_pin_it_is_signed_sealed_and_handed_over(
    make_dossier: MakeDossier, leader: Person, leaders_key: SigningKey, seal: SigningKey,
    run_jobs: RunJobs, result_of: ResultOf, trusting: TrustServices, tmp_path: Path,
) -> None:  # fmt: skip
    dossier = decided(make_dossier, leader, "123456")
    assert now(dossier).awaiting_signature
    run_jobs(queues=QUEUES)

    dossier, result = now(dossier), result_of(dossier)
    assert (dossier.state, dossier.awaiting_signature) == ("returned", False)
    steps = [(step.event, step.role) for step in dossier.history.order_by("-id")[:3]][::-1]
    assert steps == [("sign", "leader"), ("seal", "system"), ("hand_over", "system")]
    assert result.signed_by == leader.user
    assert result.signed_at is not None and result.sealed_at is not None
    assert not DecisionPin.objects.exists()
    assert not SigningRun.objects.exclude(pin_encrypted="").exists()

    report = check_pdf(bytes_of(result.signed_file), trust=configured_trust(), fetch=False)
    assert (report.verdict, len(report.signatures)) == ("valid", 2)
    _looks_right_to_poppler(result, trusting, tmp_path)
    _stand_at_their_places(result)


def _looks_right_to_poppler(result: Document, trusting: TrustServices, folder: Path) -> None:
    """pdfsig of poppler-utils knows nothing of our library."""
    database = folder / "nss"
    database.mkdir()
    store = f"sql:{database}"
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True)
    pem = folder / "root.pem"
    pem.write_bytes(trusting.root_pem)
    subprocess.run(
        ["certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", str(pem)], check=True
    )
    file = Path(settings.MEDIA_ROOT) / result.signed_file
    said = subprocess.run(
        ["pdfsig", "-nssdir", str(database), str(file)], capture_output=True, text=True, check=True
    ).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert said.count("Certificate Validation: Certificate is Trusted.") == 2
    assert said.count("Total document signed") == 1  # the seal covers all, the leader's what he saw


def _stand_at_their_places(result: Document) -> None:
    """The leader's begins at the place of signature; a third of it is under the seal."""
    with pikepdf.open(Path(settings.MEDIA_ROOT) / result.signed_file) as pdf:
        place = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())["sign-here"]
        fields = [field for field in pdf.Root.AcroForm.Fields if field.get("/FT") == "/Sig"]
        own, seal = ([float(edge) for edge in field.Rect] for field in fields)
        assert own[0] == pytest.approx(float(place[2]), abs=1)
        assert own[3] == pytest.approx(float(place[3]), abs=1)
        third = (own[2] - own[0]) / 3
        assert seal[2] == pytest.approx(own[0] + third, abs=1)
        assert seal[1] < own[1] and seal[3] > own[3]


def test_without_a_pin_nobody_gets_it(
    make_dossier: MakeDossier, leader: Person, clerk: Person, leaders_key: SigningKey,
    seal: SigningKey, run_jobs: RunJobs, result_of: ResultOf,
) -> None:  # fmt: skip
    dossier = decided(make_dossier, leader, "")
    Dossier.objects.update(return_channel="counter")
    assert run_jobs(queues=QUEUES).count("signatures.sign_run") == 0
    assert (now(dossier).state, now(dossier).awaiting_signature) == ("completed", True)
    with pytest.raises(NotAllowed):
        hand_over(actor=clerk.actor, code=str(dossier.code))
    assert now(dossier).state == "completed"
    assert not SigningItem.objects.exists()


@pytest.mark.parametrize("trouble", ["wrong_pin", "timestamp_down"])
def test_what_goes_wrong_changes_nothing_but_the_stack(
    make_dossier: MakeDossier, leader: Person, leaders_key: SigningKey, seal: SigningKey,
    run_jobs: RunJobs, result_of: ResultOf, trusting: TrustServices, trouble: str,
) -> None:  # fmt: skip
    if trouble == "timestamp_down":
        trusting.fault("timestamp_down", 100)
    dossier = decided(make_dossier, leader, "999999" if trouble == "wrong_pin" else "123456")
    before = now(dossier)
    run_jobs(queues=QUEUES)

    after, result = now(dossier), result_of(dossier)
    assert (after.state, after.version, after.awaiting_signature) == (
        "completed", before.version, True,
    )  # fmt: skip
    assert (result.signed_file, result.signed_at, result.sealed_at) == ("", None, None)
    assert SigningRun.objects.get().error == trouble
    assert not DecisionPin.objects.exists()


def test_a_killed_worker_signs_once_all_the_same(
    make_dossier: MakeDossier, leader: Person, leaders_key: SigningKey, seal: SigningKey,
    run_jobs: RunJobs, result_of: ResultOf,
) -> None:  # fmt: skip
    """Between printing and signing, between the two signatures: the job runs again from its
    beginning, and the event comes again."""
    dossier = decided(make_dossier, leader, "123456")
    result = result_of(dossier)
    render(document_id=result.pk)
    render(document_id=result.pk)
    assert SigningRun.objects.count() == 1
    assert run_jobs(queues=QUEUES).count("signatures.sign_run") == 2

    item = SigningItem.objects.get(subject=f"result:{result.key}")
    signed = result_of(dossier).signed_file
    again = FileSigned(
        item_id=item.pk, subject=item.subject, run_subject=item.run.subject,
        signed_file=item.signed_file, sha256=item.signed_sha256, level=item.level,
        at=clock.now(), signer_id=leader.user.pk,
    )  # fmt: skip
    note_signature(again)
    assert result_of(dossier).signed_file == signed
    assert [step.event for step in now(dossier).history.filter(event__in=["sign", "seal"])] == [
        "sign", "seal",
    ]  # fmt: skip
    assert now(dossier).history.filter(event="hand_over").count() == 1


def test_a_pin_that_waited_too_long_is_gone(
    make_dossier: MakeDossier, leader: Person, leaders_key: SigningKey, run_jobs: RunJobs
) -> None:
    dossier = decided(make_dossier, leader, "123456")
    assert "123456" not in DecisionPin.objects.get().encrypted
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=1)):
        assert forget_old_pins() == 1
        run_jobs(queues=QUEUES)
    assert not SigningRun.objects.exists()
    assert now(dossier).awaiting_signature


def test_a_late_print_does_not_use_the_pin(
    make_dossier: MakeDossier, leader: Person, leaders_key: SigningKey, run_jobs: RunJobs
) -> None:
    decided(make_dossier, leader, "123456")
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=1)):
        run_jobs(queues=QUEUES)
    assert not DecisionPin.objects.exists() and not SigningRun.objects.exists()


def test_a_reopened_dossier_voids_its_result(
    make_dossier: MakeDossier, leader: Person, leaders_key: SigningKey, run_jobs: RunJobs,
    result_of: ResultOf,
) -> None:  # fmt: skip
    dossier = decided(make_dossier, leader, "123456")
    result = result_of(dossier)
    render(document_id=result.pk)  # the run is under way
    reopen(actor=leader.actor, code=str(dossier.code), reason="Sai tên.")
    run_jobs(queues=QUEUES)

    result.refresh_from_db()
    assert result.voided_at is not None and result.signed_at is None
    assert (now(dossier).state, now(dossier).awaiting_signature) == ("processing", False)


def test_a_leader_without_a_key_leaves_it_to_the_seal(
    make_dossier: MakeDossier, seal: SigningKey, run_jobs: RunJobs, result_of: ResultOf
) -> None:
    dossier = make_dossier("completed")
    run_jobs(queues=QUEUES)
    result = result_of(dossier)
    assert (result.signed_by, result.signed_at) == (None, None)
    assert result.sealed_at is not None
    assert now(dossier).state == "returned"


def test_a_seal_that_does_not_work_is_tried_again_only_when_that_helps(
    make_dossier: MakeDossier, leader: Person, seal: SigningKey, run_jobs: RunJobs,
    trusting: TrustServices,
) -> None:  # fmt: skip
    trusting.fault("timestamp_down", 100)
    dossier = make_dossier("completed")
    run_jobs(queues=QUEUES)
    assert SigningRun.objects.get().error == "timestamp_down"
    assert seal_waiting() == 1  # by itself, every five minutes
    run_jobs(queues=QUEUES)

    SigningRun.objects.update(error="wrong_pin")
    assert seal_waiting() == 0  # the third wrong PIN would lock it
    trusting.clear_faults()
    assert [run is not None for run in seal_mended().values()] == [True]
    run_jobs(queues=QUEUES)
    assert now(dossier).state == "returned"


def test_nobody_has_a_key_and_all_is_as_it_was(
    make_dossier: MakeDossier, run_jobs: RunJobs, result_of: ResultOf
) -> None:
    dossier = make_dossier("completed")
    result = result_of(dossier)
    assert (result.must_be_signed, result.sealing_agency, result.signed_by) == (False, None, None)
    run_jobs(queues=QUEUES)
    assert now(dossier).state == "returned"
    assert not SigningRun.objects.exists()


def test_only_the_signed_file_reaches_the_citizen(
    make_dossier: MakeDossier, leader: Person, tra: Person, leaders_key: SigningKey,
    run_jobs: RunJobs, result_of: ResultOf,
) -> None:  # fmt: skip
    dossier = decided(make_dossier, leader, "")
    run_jobs(queues=QUEUES)
    result = result_of(dossier)
    page = f"/me/dossiers/{dossier.code}/documents/{result.key}/"
    client = sign_in(Client(), tra)
    assert client.get(page).status_code == 404

    sign_results(actor=leader.actor, keys=[result.key], pin="123456")
    run_jobs(queues=QUEUES)
    result = result_of(dossier)
    given = b"".join(client.get(page).streaming_content)
    assert hashlib.sha256(given).hexdigest() == result.signed_sha256 == result.final_sha256
    assert given == bytes_of(result.signed_file) != bytes_of(result.file)


def test_a_form_is_sealed_on_top_and_waits_for_nothing(
    make_dossier: MakeDossier, one_stop: Agency, trust_services: TrustServices,
    trusting: TrustServices, run_jobs: RunJobs,
) -> None:  # fmt: skip
    make_key(one_stop, trust_services.issue(one_stop.name, one_stop.name), keep_pin=True)
    dossier = make_dossier("received")
    run_jobs(queues=QUEUES)
    form = Document.objects.get(dossier=dossier, kind="form_01")
    assert form.sealing_agency == one_stop and form.sealed_at is not None
    content = bytes_of(form.final_file)
    report = check_pdf(content, trust=configured_trust(), fetch=False)
    assert (report.verdict, len(report.signatures)) == ("valid", 1)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
        _left, _bottom, right, top = (float(edge) for edge in pdf.Root.AcroForm.Fields[0].Rect)
        assert (right, top) == pytest.approx((419.5 - 28.3, 595.3 - 28.3), abs=1)
    assert now(dossier).history.filter(event="seal").count() == 0
    assert now(dossier).awaiting_signature is False


def test_the_operator_is_told_in_one_line_why_seals_wait(
    make_dossier: MakeDossier, seal: SigningKey, run_jobs: RunJobs, capsys: Any
) -> None:
    call_command("seal_results")
    SigningKey.objects.update(locator={"file": seal.locator["file"]})
    make_dossier("completed")
    run_jobs(queues=["documents"])
    call_command("seal_results")
    assert capsys.readouterr().out.splitlines() == [
        "Không có văn bản nào chờ chữ ký số của cơ quan.",
        "Sở Tư pháp: khóa ký số của cơ quan chưa lưu mã PIN; thêm lại khóa kèm mã PIN.",
    ]

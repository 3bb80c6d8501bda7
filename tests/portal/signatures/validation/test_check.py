"""Signed files are believed when they may be, and each way to forge one has its own answer."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.signatures.trust import TrustList
from portal.signatures.validation.check import check_pdf
from portal.signatures.validation.report import Report
from portal.signatures.validation.verdict import Verdict
from portal.signatures.validation.words import of_file, title
from tests.outside.trust_services.signing import pades, software_signer
from tests.portal.signatures.validation import forging

FORGERIES = [
    (forging.byte_changed, Verdict.TAMPERED),
    (forging.page_added, Verdict.PAGES_ADDED),
    (forging.pasted, Verdict.COPIED),
    (forging.transplanted, Verdict.TAMPERED),
    (forging.transplanted_later, Verdict.COPIED),
    (forging.shadow_content, Verdict.CHANGED_AFTER),
    (forging.covered_by_a_field, Verdict.CHANGED_AFTER),
    (forging.covered_by_a_stamp, Verdict.CHANGED_AFTER),
    (forging.partly_covered, Verdict.PARTLY_COVERED),
    (forging.appended, Verdict.PARTLY_COVERED),
    (forging.broken, Verdict.BROKEN),
    (forging.expired, Verdict.EXPIRED),
    (forging.revoked, Verdict.REVOKED),
    (forging.revoked_with_an_old_proof, Verdict.REVOKED),
    (forging.wrong_ca, Verdict.UNTRUSTED),
    (forging.made_at_home, Verdict.UNTRUSTED),
    (forging.old_kind, Verdict.UNSUPPORTED),
    (forging.unsigned, Verdict.UNSIGNED),
    (forging.unsigned_by_a_scanner, Verdict.UNSIGNED),
    (forging.not_pdf, Verdict.NOT_PDF),
    (forging.with_password, Verdict.ENCRYPTED),
    (forging.zero_bytes, Verdict.EMPTY),
    (forging.corrupt, Verdict.UNREADABLE),
]


@pytest.fixture(scope="session")
def trust(trust_services) -> TrustList:
    return TrustList.from_pem(trust_services.root_pem.decode())


@pytest.fixture
def long_term(trusting) -> bytes:
    return forging.signed(trusting)


def test_a_signature_that_proves_itself_needs_nobody(trust, trusting):
    report = check_pdf(forging.signed_now(trusting), trust=trust, fetch=False)
    assert report.verdict == Verdict.VALID
    (fact,) = report.signatures
    assert (fact.verdict, fact.signer, fact.organisation) == (
        Verdict.VALID,
        forging.NAME,
        forging.ORGANISATION,
    )
    assert (fact.issuer, fact.level) == ("Một Cửa Demo Issuing CA", "B-LT")
    assert (fact.time_source, fact.revocation) == ("timestamp", "embedded")
    assert fact.covers_whole
    assert abs(fact.moment - datetime.now(UTC)) < timedelta(minutes=10)


@pytest.mark.parametrize(
    ("forge", "verdict"), FORGERIES, ids=[forge.__name__ for forge, _ in FORGERIES]
)
def test_each_forgery_has_its_own_answer(trusting, trust, forge, verdict):
    report = check_pdf(forge(trusting), trust=trust, fetch=True)
    assert report.verdict == verdict
    assert not report.is_good
    assert report.title == title(verdict)
    assert Report.from_json(report.as_json()) == report


def test_empty_lines_at_the_end_are_nothing(trust, long_term):
    report = check_pdf(long_term + b"\r\n\n\0", trust=trust, fetch=False)
    assert report.verdict == Verdict.VALID


def test_no_two_answers_read_alike():
    assert len({title(verdict) for verdict in Verdict}) == len(Verdict)
    assert len({of_file(verdict) for verdict in Verdict}) == len(Verdict)


def test_added_pages_are_counted(trusting, trust):
    report = check_pdf(forging.page_added(trusting), trust=trust, fetch=False)
    assert report.signatures[0].pages_added == 1
    assert report.signatures[0].explanation == "Sau khi ký, tệp đã bị thêm 1 trang."


def test_an_empty_field_may_be_filled_in_and_no_other(trusting, trust):
    form = forging.form(trusting)
    for allowed in (forging.filled_in(form, forging.EMPTY), forging.with_room(form)):
        (fact,) = check_pdf(allowed, trust=trust, fetch=False).signatures
        assert (fact.verdict, fact.changed_allowed) == (Verdict.VALID, True)
    changed = check_pdf(forging.filled_in(form, forging.FILLED), trust=trust, fetch=False)
    assert changed.verdict == Verdict.CHANGED_AFTER


def test_a_leader_and_an_agency_sign_one_after_the_other(trusting, trust, long_term):
    seal = software_signer(trusting.issue("Sở Tư pháp", "Sở Tư pháp"))
    report = check_pdf(forging.again(long_term, seal, trusting), trust=trust, fetch=False)
    assert report.verdict == Verdict.VALID
    assert [fact.signer for fact in report.signatures] == [forging.NAME, "Sở Tư pháp"]
    assert [fact.changed_allowed for fact in report.signatures] == [True, True]


def test_a_stamp_over_the_whole_document_is_the_archives_level(trusting, trust, long_term):
    report = check_pdf(forging.archived(long_term, trusting), trust=trust, fetch=False)
    assert report.verdict == Verdict.VALID
    assert [(fact.stamp, fact.level) for fact in report.signatures] == [
        (False, "B-LTA"),
        (True, "B-LT"),
    ]


def test_without_proofs_the_authority_is_asked(trusting, trust):
    stamped = forging.signed(trusting, long_term=False)
    assert check_pdf(stamped, trust=trust, fetch=False).verdict == Verdict.UNKNOWN
    asked = check_pdf(stamped, trust=trust, fetch=True)
    assert (asked.verdict, asked.signatures[0].level) == (Verdict.VALID, "B-T")
    assert asked.signatures[0].revocation == "asked"
    trusting.fault("ocsp_down", count=100)
    assert check_pdf(stamped, trust=trust, fetch=True).verdict == Verdict.UNKNOWN


def test_what_was_signed_before_the_key_was_revoked_stays_valid(trusting, trust):
    issued = trusting.issue(forging.NAME)
    signer = software_signer(issued)
    proven = pades(forging.paper(), signer, trusting)
    stamped = pades(forging.paper(), signer, trusting, long_term=False)
    trusting.revoke(issued.serial, at=datetime.now(UTC) + timedelta(seconds=2))
    assert check_pdf(proven, trust=trust, fetch=False).verdict == Verdict.VALID
    assert check_pdf(stamped, trust=trust, fetch=True).verdict == Verdict.VALID


def test_strangers_do_not_choose_where_we_connect_to(trusting, trust, monkeypatch):
    """Only a chain that is trusted already has its authorities asked."""
    file = forging.signed(trusting, long_term=False)
    asked = []
    with monkeypatch.context() as patch:
        patch.setattr("requests.post", lambda *given, **_: asked.append(given))
        patch.setattr("requests.get", lambda *given, **_: asked.append(given))
        report = check_pdf(file, trust=TrustList(), fetch=True)
    assert (report.verdict, asked) == (Verdict.UNTRUSTED, [])

"""The check of signatures: anybody may ask; who knows the address of an answer may read it."""

from typing import Any

from portal.shared import clock
from portal.signatures.models import SignatureCheck
from portal.signatures.validation.report import Report, SignatureFact
from portal.signatures.validation.verdict import Verdict
from tests.architecture.url_roles.rows import Row, everyone


def make_check() -> dict[str, Any]:
    """An answer about a file with a good signature."""
    fact = SignatureFact(
        Verdict.VALID, signer="Võ Đình Sơn", organisation="Sở Tư pháp", level="B-LT",
        signed_at="2026-03-22T14:03:00+07:00", time_source="timestamp", revocation="embedded",
        valid_from="2026-01-01T00:00:00+07:00", valid_to="2028-01-01T00:00:00+07:00",
    )  # fmt: skip
    check = SignatureCheck.objects.create(
        name="ket-qua.pdf", sha256="0" * 64, size=1024, state=SignatureCheck.State.DONE,
        asked_at=clock.now(), done_at=clock.now(), report=Report.of((fact,)).as_json(),
    )  # fmt: skip
    return {"signature_check": check.key}


VERIFY = [
    Row("signatures:verify", everyone(200), everyone(422)),
    Row("signatures:verify_report", everyone(200), where={"key": "signature_check"}),
]

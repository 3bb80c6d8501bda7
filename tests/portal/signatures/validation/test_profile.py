"""A validator that follows ETSI EN 319 102-1 to the letter comes to the same answer, offline."""

import asyncio
import io

import pytest
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate, AdESPassed
from pyhanko.sign.validation import KeyUsageConstraints
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import (
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

from tests.portal.signatures.validation import forging


@pytest.fixture
def profile(trust_services) -> PdfSignatureValidationSpec:
    """Trust the demo's root alone; every certificate proved unrevoked; nobody is asked."""
    roots = list(load_certs_from_pemder_data(trust_services.root_pem))
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=SimpleTrustManager.build(trust_roots=roots),
                revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
            key_usage_settings=KeyUsageConstraints(key_usage={"non_repudiation"}),
        )
    )


def indication(pdf: bytes, profile: PdfSignatureValidationSpec):
    signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
    signature.compute_integrity_info()
    return asyncio.run(ades_lta_validation(signature, profile)).ades_subindic


def test_it_passes_with_the_proofs_in_the_file_and_not_without(trusting, profile):
    """The algorithm for archives wants a stamp over the proofs too (B-LTA)."""
    long_term = forging.archived(forging.signed(trusting), trusting)
    assert indication(long_term, profile) == AdESPassed.OK
    unproved = forging.archived(forging.signed(trusting, long_term=False), trusting)
    assert isinstance(indication(unproved, profile), AdESIndeterminate)

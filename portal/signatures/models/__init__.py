"""Signing keys, what is being signed, and files that somebody wants checked."""

from portal.signatures.models.check import SignatureCheck
from portal.signatures.models.key import SigningKey
from portal.signatures.models.run import SigningItem, SigningRun

__all__ = ["SignatureCheck", "SigningItem", "SigningKey", "SigningRun"]

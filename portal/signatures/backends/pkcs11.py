"""Keys on tokens and in HSMs (PKCS#11)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass, TokenFlag
from pkcs11 import exceptions as trouble
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.sign import Signer
from pyhanko.sign.pkcs11 import PKCS11Signer, find_token

from portal.signatures.errors import SigningFailed, TokenLocked, TokenMissing, WrongPin
from portal.signatures.models import SigningKey

_WRONG = (trouble.PinIncorrect, trouble.PinInvalid, trouble.PinLenRange)
_EXPIRED = (trouble.PinExpired,)


class TokenKeys:
    """Backend: locator {"module", "token_label", "key_id"}; `key_id` is hexadecimal and belongs to
    the private key and its certificate alike."""

    @contextmanager
    def opened(self, key: SigningKey, pin: str) -> Iterator[Signer]:
        """See port.Backend; the token itself counts wrong PINs."""
        token = _token(key.locator)
        key_id = bytes.fromhex(str(key.locator["key_id"]))
        with _failing_clearly(token), token.open(user_pin=pin) as session:
            signer = PKCS11Signer(session, key_id=key_id, cert_id=key_id, other_certs_to_pull=None)
            _load(signer)
            yield signer

    def certificate(self, locator: Mapping[str, Any], pin: str) -> x509.Certificate:
        """See port.Backend; tokens show certificates without a PIN."""
        token = _token(locator)
        wanted = {
            Attribute.CLASS: ObjectClass.CERTIFICATE,
            Attribute.ID: bytes.fromhex(str(locator["key_id"])),
        }
        with _failing_clearly(token), token.open(user_pin=pin or None) as session:
            found = list(session.get_objects(wanted))
            if not found:
                raise TokenMissing
            return x509.Certificate.load(found[0][Attribute.VALUE])


def _token(locator: Mapping[str, Any]) -> pkcs11.Token:
    try:
        slots = pkcs11.lib(str(locator["module"])).get_slots(token_present=True)
        token = find_token(slots, token_criteria=TokenCriteria(label=locator["token_label"]))
    except (pkcs11.PKCS11Error, RuntimeError, OSError):
        raise TokenMissing from None
    if token is None:
        raise TokenMissing
    return token


def _load(signer: PKCS11Signer) -> None:
    """Find key and certificate now, so that what is missing is known before the first file."""
    try:
        signer._load_objects()
    except pkcs11.PKCS11Error as error:
        if type(error) is pkcs11.PKCS11Error:  # pyHanko's own "could not find"
            raise TokenMissing from None
        raise


@contextmanager
def _failing_clearly(token: pkcs11.Token) -> Iterator[None]:
    try:
        yield
    except pkcs11.PKCS11Error as error:
        raise failure_of(error, _flags(token)) from None


def _flags(token: pkcs11.Token) -> TokenFlag:
    """What the token says of itself now; nothing when it is gone."""
    try:
        return token.slot.get_token().flags
    except pkcs11.PKCS11Error:
        return TokenFlag(0)


def failure_of(error: pkcs11.PKCS11Error, flags: TokenFlag) -> SigningFailed:
    """Our word for what the token answered; its flags tell of the last try and of the lock."""
    if isinstance(error, trouble.PinLocked) or flags & TokenFlag.USER_PIN_LOCKED:
        return TokenLocked()
    if isinstance(error, _WRONG):
        return WrongPin(1 if flags & TokenFlag.USER_PIN_FINAL_TRY else None)
    if isinstance(error, _EXPIRED):
        return TokenLocked()
    return TokenMissing()

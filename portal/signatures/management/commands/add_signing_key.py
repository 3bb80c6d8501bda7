"""`manage.py add_signing_key`: a key for a person or an agency, wherever it is kept."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from portal.agencies.models import Agency
from portal.shared.errors import Refusal
from portal.signatures import images
from portal.signatures.actions.add_signing_key import add_signing_key
from portal.signatures.backends import key_files
from portal.signatures.backends.registry import BACKENDS
from portal.signatures.backends.software import unlock
from portal.signatures.models import SigningKey
from portal.signatures.signing import trust
from portal.signatures.signing.chain import leads_to
from portal.signatures.trust import INTERMEDIATES

Options = dict[str, Any]


class Command(BaseCommand):
    """The private key stays where it is; a PKCS#12 file is copied to SIGNATURE_KEYS_DIR."""

    help = "Notes a signing key: a PKCS#12 file, a key on a token, or one of a remote service."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose key, where it is, how it looks."""
        holder = parser.add_mutually_exclusive_group(required=True)
        holder.add_argument("--user", metavar="LOGIN", help="e-mail or phone of who signs")
        holder.add_argument("--agency", metavar="CODE", help="code of the agency whose seal it is")
        parser.add_argument("--file", type=Path, help="software key: the PKCS#12 file")
        parser.add_argument("--module", help="token: the PKCS#11 library of its maker")
        parser.add_argument("--token", metavar="LABEL", help="token: its label")
        parser.add_argument("--key-id", metavar="HEX", help="token: id of key and certificate")
        parser.add_argument("--url", help="remote service (CSC): its address before /csc/")
        parser.add_argument("--credential", help="remote service: the credential's id")
        parser.add_argument("--pin-file", type=Path, help="read the PIN here instead of asking")
        parser.add_argument(
            "--keep-pin", action="store_true", help="seals: the portal puts it on by itself"
        )
        parser.add_argument("--image", type=Path, help="picture of the signature or seal (PNG)")
        parser.add_argument(
            "--replace", action="store_true", help="the holder's present key is no longer used"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in one line why not."""
        holder = _holder(options)
        backend = _backend(options)
        if options["keep_pin"] and not isinstance(holder, Agency):
            raise CommandError("--keep-pin is for the seal of an agency only.")
        # A token shows its certificate to everybody; its PIN is tried where it was given.
        asks = backend == "software" or options["keep_pin"] or options["pin_file"]
        pin = _pin(options) if asks else ""
        locator = _locator(backend, options)
        try:
            carried = _carried(backend, locator, pin)
            key = add_signing_key(
                actor=SYSTEM,
                holder=holder,
                backend=backend,
                locator=locator,
                pin=pin,
                keep_pin=options["keep_pin"],
                replace=options["replace"],
            )
        except Refusal as refusal:
            key_files.discard(str(locator.get("file", "")))
            raise CommandError(str(refusal)) from None
        self._dress(key, options["image"])
        self._warn(key, carried)
        self.stdout.write(f"{key.subject}: {key.get_backend_display()}, {key.not_after:%d/%m/%Y}")

    def _warn(self, key: SigningKey, carried: list[x509.Certificate]) -> None:
        trusted = trust.configured()
        _type, _headers, own = pem.unarmor(key.certificate.encode())
        certificate = x509.Certificate.load(own)
        if not leads_to(trusted.roots, certificate, [*carried, *trusted.intermediates]):
            self.stderr.write(
                f"Warning: nothing leads from {key.issuer!r} to a root in SIGNATURE_TRUST_DIR "
                f"({settings.SIGNATURE_TRUST_DIR}). Others cannot check what this key signs: put "
                f"the authority's certificates into its folder {INTERMEDIATES}, its root beside."
            )

    def _dress(self, key: SigningKey, image: Path | None) -> None:
        if image is None:
            return
        try:
            images.keep(key, image)
        except (OSError, images.NoImage) as error:
            raise CommandError(f"The key was added, but not its image: {error}") from None


def _carried(backend: str, locator: dict[str, str], pin: str) -> list[x509.Certificate]:
    """The authorities that come with the key; a token without its PIN is not opened."""
    if backend == SigningKey.Backend.SOFTWARE:
        return list(unlock(key_files.read(locator["file"]), pin).cert_registry)
    if backend == SigningKey.Backend.PKCS11 and not pin:
        return []
    with BACKENDS[backend].opened(SigningKey(backend=backend, locator=locator), pin) as signer:
        return list(signer.cert_registry)


def _holder(options: Options) -> User | Agency:
    if options["agency"]:
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(f"There is no agency {options['agency']}.")
        return agency
    login = options["user"].lower()
    user = User.objects.filter(Q(email=login) | Q(phone=login)).first()
    if user is None:
        raise CommandError(f"No account signs in with {options['user']}.")
    return user


def _backend(options: Options) -> str:
    wanted = {
        SigningKey.Backend.SOFTWARE: ("file",),
        SigningKey.Backend.PKCS11: ("module", "token", "key_id"),
        SigningKey.Backend.CSC: ("url", "credential"),
    }
    chosen = [name for name, needs in wanted.items() if any(options[need] for need in needs)]
    if len(chosen) != 1:
        raise CommandError("Say where the key is: --file, or --module…, or --url….")
    missing = [need for need in wanted[chosen[0]] if not options[need]]
    if missing:
        raise CommandError("Missing: " + ", ".join(f"--{n.replace('_', '-')}" for n in missing))
    return str(chosen[0])


def _locator(backend: str, options: Options) -> dict[str, str]:
    if backend == SigningKey.Backend.PKCS11:
        key_id = options["key_id"]
        if len(key_id) % 2 or set(key_id.lower()) - set("0123456789abcdef"):
            raise CommandError(f"--key-id {key_id} is not hexadecimal.")
        return {"module": options["module"], "token_label": options["token"], "key_id": key_id}
    if backend == SigningKey.Backend.CSC:
        return {"url": options["url"], "credential": options["credential"]}
    try:
        return {"file": key_files.keep(options["file"].read_bytes())}
    except OSError as error:
        raise CommandError(f"{options['file']}: {error.strerror}") from None


def _pin(options: Options) -> str:
    if options["pin_file"]:
        try:
            return str(options["pin_file"].read_text("utf-8")).strip()
        except OSError as error:
            raise CommandError(f"{options['pin_file']}: {error.strerror}") from None
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    return getpass("PIN: ")

"""A real HTTP(S) server that answers whatever a test wants, and remembers what it was asked."""

import datetime
import ipaddress
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.local_server import serving


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Given:
    """What to answer. `cut`: close the connection after the head instead of sending the body."""

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    cut: bool = False
    length: int | None = None


@dataclass
class Answering:
    """The running server; `answer` may be changed at any time."""

    url: str
    answer: Callable[[Asked], Given]
    asked: list[Asked] = field(default_factory=list)


@contextmanager
def answering(
    answer: Callable[[Asked], Given] | Given, *, certificate: Path | None = None
) -> Iterator[Answering]:
    """Serve until the block ends; with a certificate (and key) over TLS."""
    state = Answering("", answer if callable(answer) else lambda _asked: answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _respond(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            asked = Asked(self.command, self.path, dict(self.headers), self.rfile.read(length))
            state.asked.append(asked)
            given = state.answer(asked)
            self.send_response_only(given.status)
            if "Date" not in given.headers:
                self.send_header("Date", self.date_time_string())
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(given.length or len(given.body)))
            self.end_headers()
            if not given.cut:
                self.wfile.write(given.body)
            if given.cut or given.length:
                self.close_connection = True

        do_GET = do_POST = _respond  # noqa: N815 - as the base class calls them

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    with serving(Handler, certificate=certificate) as server:
        state.url = server.url
        yield state


def self_signed(
    place: Path, *, host: str = "127.0.0.1", days: tuple[int, int] = (-1, 1), name: str = "one.pem"
) -> Path:
    """A certificate for that address with its key, valid from and to so many days from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cổng thử")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + datetime.timedelta(days=days[0]))
        .not_valid_after(now + datetime.timedelta(days=days[1]))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = place / name
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file

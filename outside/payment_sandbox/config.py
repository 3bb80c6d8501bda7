"""What the sandbox is told from outside."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

DATABASE_NAME = "motcua_sandbox"


class NoDatabaseError(Exception):
    """Neither SANDBOX_DATABASE_URL nor DATABASE_URL is set."""


@dataclass(frozen=True)
class Config:
    """Addresses and keys; the defaults are those of the demo."""

    database: str
    host: str
    port: int
    public_url: str
    secret_key: str
    webhook_url: str
    webhook_secret: str


def from_environment(port: int | None = None) -> Config:
    """SANDBOX_DATABASE_URL, SANDBOX_HOST, SANDBOX_PORT, SANDBOX_PUBLIC_URL (of the hosted page),
    SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_URL, SANDBOX_WEBHOOK_SECRET."""
    env = os.environ
    host = env.get("SANDBOX_HOST", "127.0.0.1")
    port = port or int(env.get("SANDBOX_PORT", "8420"))
    return Config(
        database=env.get("SANDBOX_DATABASE_URL") or _beside_the_portal(env.get("DATABASE_URL", "")),
        host=host,
        port=port,
        public_url=env.get("SANDBOX_PUBLIC_URL", f"http://{host}:{port}"),
        secret_key=env.get("SANDBOX_SECRET_KEY", "sk_test_motcua_demo"),
        webhook_url=env.get(
            "SANDBOX_WEBHOOK_URL", "http://127.0.0.1:8000/payments/stripe/webhook/"
        ),
        webhook_secret=env.get("SANDBOX_WEBHOOK_SECRET", "whsec_motcua_demo"),
    )


def _beside_the_portal(portal_database: str) -> str:
    """A database of its own on the portal's server."""
    if not portal_database:
        raise NoDatabaseError
    parts = urlsplit(portal_database)
    return urlunsplit(parts._replace(path=f"/{DATABASE_NAME}"))


_of_this_process: list[Config] = []


def configure(config: Config) -> None:
    """Remember the configuration for this process."""
    _of_this_process[:] = [config]


def current() -> Config:
    """The configuration of this process."""
    return _of_this_process[0]

"""What the stand-in is told from outside."""

import os
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

DATABASE_NAME = "motcua_platform"


class NoDatabaseError(Exception):
    """Neither PLATFORM_DATABASE_URL nor DATABASE_URL is set."""


@dataclass(frozen=True)
class Config:
    """Addresses and the one partner it knows; the defaults are those of the demo."""

    database: str
    host: str
    port: int
    public_url: str
    partner: str
    secret: str
    result_url: str


def from_environment(port: int | None = None) -> Config:
    """PLATFORM_DATABASE_URL, PLATFORM_HOST, PLATFORM_PORT, PLATFORM_PUBLIC_URL (of the page),
    PLATFORM_PARTNER, PLATFORM_SECRET, PLATFORM_RESULT_URL (where results are told)."""
    env = os.environ
    host = env.get("PLATFORM_HOST", "127.0.0.1")
    port = port or int(env.get("PLATFORM_PORT", "8430"))
    return Config(
        database=env.get("PLATFORM_DATABASE_URL")
        or _beside_the_portal(env.get("DATABASE_URL", "")),
        host=host,
        port=port,
        public_url=env.get("PLATFORM_PUBLIC_URL", f"http://{host}:{port}"),
        partner=env.get("PLATFORM_PARTNER", "MOTCUA"),
        secret=env.get("PLATFORM_SECRET", "platform-demo-secret"),
        result_url=env.get(
            "PLATFORM_RESULT_URL", "http://127.0.0.1:8000/payments/national/webhook/"
        ),
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

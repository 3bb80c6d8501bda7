"""What the processes of the demo are told."""

import os
from pathlib import Path

from portal.shared.embedded_postgres import database_url
from scripts.run import ports

CHECKOUT = Path(__file__).resolve().parents[2]


def embedded_is_used() -> bool:
    """Whether the demo has no server of somebody else's to use."""
    return not os.environ.get("DATABASE_URL")


def environment() -> dict[str, str]:
    """The environment of every process; what the person has set wins."""
    web, national = ports.WEB.number, ports.NATIONAL.number
    sandbox, mail = ports.SANDBOX.number, ports.MAIL.number
    platform, trust = ports.PLATFORM.number, ports.TRUST.number
    defaults = {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "PUBLIC_URL": f"http://127.0.0.1:{web}",
        "NATIONAL_PORTAL_URL": f"http://127.0.0.1:{national}",
        "STRIPE_API_BASE": f"http://127.0.0.1:{sandbox}",
        "SANDBOX_WEBHOOK_URL": f"http://127.0.0.1:{web}/payments/stripe/webhook/",
        "NATIONAL_PAYMENT_URL": f"http://127.0.0.1:{platform}/api",
        "PLATFORM_RESULT_URL": f"http://127.0.0.1:{web}/payments/national/webhook/",
        "SIGNATURE_TIMESTAMP_URL": f"http://127.0.0.1:{trust}/demo/tsa/tsa",
        "SIGNATURE_TRUST_DIR": str(CHECKOUT / "var" / "trust"),
        "MOTCUA_TRUST_FOLDER": str(CHECKOUT / "var" / "trust-services"),
        "SCANNER_ROOT": str(CHECKOUT / "var" / "scanner"),
        "EMAIL_PORT": str(mail),
        "PYTHONUNBUFFERED": "1",
    }
    given = {name: value for name, value in os.environ.items() if value or name not in defaults}
    chosen = {port.variable: str(port.number) for port in ports.ALL}
    path = f"{CHECKOUT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**defaults, **given, **chosen, "PATH": path}

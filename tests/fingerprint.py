"""Whether anything at all has changed: every row of every table, the mail that has left, the
files. Sessions, the counters of tries and the cache change with every request: they are left
out."""

from pathlib import Path

from django.conf import settings
from django.core import mail
from django.db import connection

_OF_THE_REQUEST = ("django_session", "shared_ratecount", "shared_cache")


def fingerprint() -> dict[str, str]:
    """By table; the names of those that differ say what was changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = sorted({name for (name,) in cursor.fetchall()} - {*_OF_THE_REQUEST})
        looks = (
            f"SELECT '{name}', md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{name}\" t"
            for name in tables
        )
        cursor.execute(" UNION ALL ".join(looks))
        found = {name: digest or "" for name, digest in cursor.fetchall()}
    media = Path(settings.MEDIA_ROOT)
    files = sorted(str(file) for file in media.rglob("*") if file.is_file())
    return found | {"mail": str(len(mail.outbox)), "files": "|".join(files)}


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What changed, by name."""
    return sorted(name for name in before | after if before.get(name) != after.get(name))

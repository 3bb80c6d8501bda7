"""Compiles the translations (.po to .mo) where they have changed; needs no gettext tools."""

import tempfile
from pathlib import Path

import polib

LOCALES = Path(__file__).resolve().parent.parent / "locale"


def compile_all(folder: Path = LOCALES) -> list[Path]:
    """Write each .mo file that is missing or older than its .po; return those written."""
    written = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            _compile(source, target)
            written.append(target)
    return written


def _compile(source: Path, target: Path) -> None:
    """In one step: a portal that starts just now reads the old file or the new one, never half."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        compiled = Path(folder) / target.name
        polib.pofile(str(source)).save_as_mofile(str(compiled))
        compiled.replace(target)


if __name__ == "__main__":
    compile_all()

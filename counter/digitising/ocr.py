"""A layer of text under the pictures, where ocrmypdf is installed. An option: nothing needs it."""

import logging
import shutil
import subprocess
import tempfile
from pathlib import Path

logger = logging.getLogger(__name__)

_SECONDS = 300


def with_text(pdf: bytes) -> bytes:
    """The same PDF/A with what tesseract reads in it; without change where that fails."""
    program = shutil.which("ocrmypdf")
    if program is None:
        return pdf
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before.pdf"), Path(folder, "after.pdf")
        before.write_bytes(pdf)
        command = [
            program, "--language", "vie", "--output-type", "pdfa-2", "--optimize", "0",
            "--skip-text", "--quiet", str(before), str(after),
        ]  # fmt: skip
        try:
            subprocess.run(  # noqa: S603 - our own words, no input of people
                command, check=True, timeout=_SECONDS, capture_output=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            logger.warning("Không thêm được lớp chữ / no text layer: %s", error)
            return pdf
        return after.read_bytes()

"""Does a file carry a signature at all? A look that costs next to nothing, for requests."""

from pathlib import Path

# A signature says which bytes of the file it covers, so this word stands in the file as it is,
# never inside something compressed (ISO 32000-1, 12.8.1).
_MARK = b"/ByteRange"
_CHUNK = 1024 * 1024


def looks_signed(path: Path) -> bool:
    """False: there is none. True: there is one, or something that looks so."""
    tail = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if _MARK in tail + chunk:
                return True
            tail = chunk[-len(_MARK) :]
    return False

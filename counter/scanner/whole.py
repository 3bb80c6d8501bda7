"""Whether a file has the end that files of its kind have: scanners pause between pages."""

from pathlib import Path

_TAIL = 2048
_ENDS = (
    (b"%PDF-", b"%%EOF"),
    (b"\xff\xd8\xff", b"\xff\xd9"),
    (b"\x89PNG", b"IEND"),
)


def looks_whole(path: Path) -> bool:
    """False while the end is missing; kinds without a known end count as whole when they have any
    content."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            file.seek(0, 2)
            size = file.tell()
            file.seek(max(0, size - _TAIL))
            tail = file.read()
    except OSError:
        return False
    for begin, end in _ENDS:
        if head.startswith(begin):
            return end in tail
    return size > 0

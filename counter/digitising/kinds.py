"""The kind of file that counters take beside those that everybody may give."""

from portal.shared.uploads.checking.kinds import Kind

TIFF = Kind("image/tiff", ".tif", "TIFF")


def is_tiff(head: bytes) -> bool:
    """Whether a file that begins so is one."""
    return head.startswith((b"II*\x00", b"MM\x00*"))

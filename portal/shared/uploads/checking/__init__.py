"""Whether an uploaded file is what it says, and harmless."""

from portal.shared.uploads.checking.check import check
from portal.shared.uploads.checking.contents import Contents
from portal.shared.uploads.checking.errors import BadFile
from portal.shared.uploads.checking.kinds import Kind

__all__ = ["BadFile", "Contents", "Kind", "check"]

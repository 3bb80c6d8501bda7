"""Whether an uploaded file is what it says, and harmless."""

from dossiers.attachments.checking.check import check
from dossiers.attachments.checking.errors import BadFile
from dossiers.attachments.checking.kinds import Kind

__all__ = ["BadFile", "Kind", "check"]

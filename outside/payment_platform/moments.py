"""Moments as the platform writes them: `yyyyMMddHHmmss`, time of Vietnam."""

from datetime import datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FORM = "%Y%m%d%H%M%S"


def written(moment: datetime) -> str:
    """The moment as text."""
    return moment.astimezone(VIETNAM).strftime(FORM)


def read(text: str) -> datetime:
    """The text as a moment. ValueError."""
    return datetime.strptime(text, FORM).replace(tzinfo=VIETNAM)

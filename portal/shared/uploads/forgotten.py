"""What a process that died in the middle of a check has left in quarantine."""

from datetime import timedelta
from itertools import islice

from portal.shared import clock
from portal.shared.uploads.old_files import old_files
from portal.shared.uploads.store import QUARANTINE, delete_all

# Who writes a file there takes it away, or deletes it, in minutes; who drops one to have it
# checked, in an hour.
OLD = timedelta(days=1)
AT_MOST = 5000


def empty_quarantine(at_most: int = AT_MOST) -> int:
    """Delete what has lain in quarantine for a day; how many files."""
    places = list(islice(old_files(QUARANTINE, clock.now() - OLD), at_most))
    delete_all(places)
    return len(places)

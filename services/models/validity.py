"""What the exclusion constraint on validity ranges needs."""

from django.db.models import Func


class RangeOfOne(Func):
    """The range of one number. Ranges can be compared in an exclusion constraint without the
    extension btree_gist, which PostgreSQL has only where contrib is installed."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"

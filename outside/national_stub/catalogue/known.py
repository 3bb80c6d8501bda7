"""Which procedures the national catalogue knows."""

from collections.abc import Iterable

from django.conf import settings

from outside.national_stub.models import Procedure


def known_codes(province: str, codes: Iterable[str]) -> frozenset[str]:
    """Those of the codes that this province has told of, in force or not; all of them where the
    setting OPEN_CATALOGUE lets dossiers of any procedure in."""
    asked = frozenset(codes)
    if settings.OPEN_CATALOGUE:
        return asked
    found = Procedure.objects.filter(province=province, code__in=asked)
    return frozenset(found.values_list("code", flat=True))

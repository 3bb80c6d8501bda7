"""What a stream or a case is about, in words, and where it is shown."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.national.models import Endpoint, SyncCase
from services.models import Procedure

PROCEDURE = "procedure:"
COMPARISON = "comparison:"
TONES = {
    SyncCase.Kind.OUTAGE: "error",
    SyncCase.Kind.STUCK: "warning",
    SyncCase.Kind.PARKED: "error",
    SyncCase.Kind.DIFFERENCE: "warning",
}


def stream_url(stream: str) -> str:
    """The page of a stream."""
    return reverse("national:stream", args=[stream])


class StreamNames:
    """Names of streams; procedures are looked up in one query for all of them."""

    def __init__(self, streams: Iterable[str]) -> None:
        numbers = [number for stream in streams if (number := _procedure_number(stream))]
        found = Procedure.objects.filter(pk__in=numbers).only("code", "name") if numbers else ()
        self._procedures: Mapping[int, Procedure] = {each.pk: each for each in found}

    def name(self, stream: str) -> str:
        """`Hồ sơ 000.00.15.H47-220322-0001` or `Thủ tục 2.000488`."""
        procedure = self._procedures.get(_procedure_number(stream))
        if procedure:
            return _("Thủ tục %(code)s") % {"code": procedure.code}
        return (
            _("Hồ sơ %(code)s") % {"code": stream} if not stream.startswith(PROCEDURE) else stream
        )

    def note(self, stream: str) -> str:
        """The procedure's name; empty for a dossier."""
        procedure = self._procedures.get(_procedure_number(stream))
        return procedure.name if procedure else ""


def decorate_cases(cases: Iterable[SyncCase]) -> list[SyncCase]:
    """The cases, each with `tone`, `about` and `about_url` for the template."""
    cases = list(cases)
    names = StreamNames(case.subject for case in cases)
    for case in cases:
        case.tone = TONES[SyncCase.Kind(case.kind)]  # type: ignore[attr-defined]
        case.about, case.about_url = _about(case.subject, names)  # type: ignore[attr-defined]
    return cases


def _about(subject: str, names: StreamNames) -> tuple[str, str]:
    if subject in Endpoint.Name.values:
        return str(Endpoint.Name(subject).label), reverse("national:watch") + "#endpoints"
    if subject.startswith(COMPARISON):
        number = subject.removeprefix(COMPARISON)
        if number.isdecimal():
            url = reverse("national:comparison", args=[int(number)])
            return _("Lần đối chiếu %(number)s") % {"number": number}, url
        return subject, ""
    return names.name(subject), stream_url(subject)


def _procedure_number(stream: str) -> int:
    number = stream.removeprefix(PROCEDURE)
    is_one = stream.startswith(PROCEDURE) and number.isascii() and number.isdecimal()
    return int(number) if is_one and len(number) < 19 else 0

"""Why the portal cannot put a seal on by itself, in words for those who look at what waits."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from portal.shared import clock
from portal.shared.templatetags.formats import clock_time
from portal.signatures.errors import KeyExpired, WrongPin
from portal.signatures.models import SigningKey, SigningRun


def troubles_of(keys: Iterable[SigningKey]) -> dict[int, str]:
    """By the id of each of these seals that does not work now: why, and what to do. One query,
    whose work does not grow with the history of a key; none without seals in use."""
    seals = [key for key in keys if key.kind == SigningKey.Kind.SEAL and key.is_active]
    if not seals:
        return {}
    failed = _failed(seals)
    words = {seal.pk: _words(seal, failed.get(seal.pk)) for seal in seals}
    return {pk: text for pk, text in words.items() if text}


def _failed(seals: list[SigningKey]) -> dict[int, SigningRun]:
    """The last run of each, where it failed."""
    last = SigningRun.objects.filter(signing_key=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    asked = SigningKey.objects.filter(pk__in=[seal.pk for seal in seals])
    runs = SigningRun.objects.filter(
        pk__in=asked.values_list(Subquery(last)), state=SigningRun.State.FAILED
    )
    return {run.signing_key_id: run for run in runs}


def _words(seal: SigningKey, failed: SigningRun | None) -> str:
    now = clock.now()
    if not seal.locator.get("pin_encrypted"):
        return _("Khóa ký số của cơ quan chưa lưu mã PIN; thêm lại khóa kèm mã PIN.")
    if not seal.not_before <= now <= seal.not_after:
        return KeyExpired.words()
    if seal.locked_until and seal.locked_until > now:
        until = {"time": clock_time(seal.locked_until)}
        return _("Khóa ký số của cơ quan tạm khóa do sai mã PIN, mở lại lúc %(time)s.") % until
    if failed is None:
        return ""
    if failed.error == WrongPin.code:
        return _(
            "Mã PIN lưu cùng khóa ký số của cơ quan không đúng; thêm lại khóa kèm mã PIN đúng."
        )
    return failed.error_text

"""The clerk says why a client was served for 15 minutes or more."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from counter.models import Explanation
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import InvalidInput, StalePage

SHORTEST, LONGEST = 10, 2000


def give_explanation(*, actor: Actor, explanation_id: int, text: str) -> Explanation:
    """Write it, once; the next client may be called then.

    Raises Http404 (another clerk's), StalePage (given already), InvalidInput (`text`).
    """
    text = text.strip()
    if len(text) < SHORTEST:
        raise InvalidInput(
            {"text": _("Hãy viết rõ vì sao phục vụ từ 15 phút trở lên, ít nhất 10 ký tự.")}
        )
    if len(text) > LONGEST:
        raise InvalidInput({"text": _("Giải trình dài quá 2.000 ký tự. Hãy viết ngắn lại.")})
    with transaction.atomic():
        own = Explanation.objects.select_for_update().filter(clerk_id=actor.user_id)
        explanation = own.filter(pk=explanation_id).first()
        if explanation is None:
            raise Http404
        if explanation.given_at is not None:
            raise StalePage(_("Giải trình này đã được gửi."))
        explanation.text = text
        explanation.given_at = clock.now()
        explanation.save(update_fields=["text", "given_at"])
        return explanation

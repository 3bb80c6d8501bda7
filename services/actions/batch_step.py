"""What every step of a batch begins with: the lock, the person, the state."""

from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared.errors import StalePage
from services.actions.start_batch import must_be_admin
from services.models import Batch


def locked_batch(actor: Actor, batch: Batch, *states: Batch.State) -> Batch:
    """The batch under its row lock, in one of these states.

    Raises NotAllowed (no admin), Http404, StalePage (it has moved on).
    """
    must_be_admin(actor)
    locked = Batch.objects.select_for_update(of=("self",)).filter(pk=batch.pk).first()
    if locked is None:
        raise Http404
    if locked.state not in states:
        label = locked.get_state_display()
        raise StalePage(
            _("Đợt thay đổi này đã chuyển sang trạng thái “%(state)s”.") % {"state": label}
        )
    return locked

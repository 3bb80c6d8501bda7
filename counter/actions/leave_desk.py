"""A clerk leaves the desk."""

from django.db import transaction

from counter.actions.queue_locks import lock_clerk, lockable_desks
from counter.actions.take_desk import close_left_open, empty_desk, must_be_empty
from portal.accounts.actor import Actor


def leave_desk(*, actor: Actor) -> None:
    """Leave it; without a desk nothing happens. Raises NotAllowed while a client is at it."""
    with transaction.atomic():
        lock_clerk(actor)
        for desk in lockable_desks().filter(clerk_id=actor.user_id):
            close_left_open(desk)
            must_be_empty(desk)
            empty_desk(desk)

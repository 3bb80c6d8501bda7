"""A protected state is read again without unprotecting it for anybody."""

from collections.abc import Callable
from threading import Event, Thread

import pytest

from dossiers.models import Dossier

pytestmark = pytest.mark.django_db


def test_reading_again_brings_the_new_state(make_dossier: Callable[..., Dossier]) -> None:
    dossier = make_dossier("submitted")
    Dossier.objects.filter(pk=dossier.pk).update(state="received")
    dossier.refresh_from_db()
    assert dossier.state == "received"


def test_a_deferred_field_can_be_asked_for(make_dossier: Callable[..., Dossier]) -> None:
    dossier = Dossier.objects.only("code").get(pk=make_dossier("submitted").pk)
    assert (dossier.state, dossier.answers["purpose"]) == ("submitted", "Xin việc làm")


def test_the_state_stays_protected(make_dossier: Callable[..., Dossier]) -> None:
    dossier = make_dossier("submitted")
    dossier.refresh_from_db()
    with pytest.raises(AttributeError, match="Direct state modification is not allowed"):
        dossier.state = "returned"


def test_protection_is_never_off_while_others_read(make_dossier: Callable[..., Dossier]) -> None:
    dossier, done, seen = make_dossier("submitted"), Event(), set()
    field = Dossier._meta.get_field("state")

    def watch() -> None:
        while not done.is_set():
            seen.add(field.protected)

    watcher = Thread(target=watch)
    watcher.start()
    for _ in range(50):
        dossier.refresh_from_db()
    done.set()
    watcher.join()
    assert seen == {True}

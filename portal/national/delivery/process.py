"""The life of the delivery process: lead, listen, deliver, wait; survive a lost database.

Only one process delivers at a time; others stand by and take over within one poll. An advisory
lock of the database session says who leads, so it is free as soon as that process or its
connection dies. What a process without connection may still have in flight does no harm: the
message keeps its key, and its successor is only sent once the message itself is known to be there.
"""

import contextlib
import os
import select
import threading
from collections.abc import Callable

from django.db import connection
from django.utils.translation import gettext as _

from portal.national.delivery.backoff import delay
from portal.national.delivery.deliverer import Deliverer
from portal.national.delivery.lock import LEADER_LOCK
from portal.national.delivery.lost import LOST_DATABASE
from portal.national.delivery.plain import bug
from portal.national.models import CHANNEL, Endpoint

POLL_SECONDS = 2.0
# After an error that nobody foresaw, the pause before the next turn grows to this.
STUMBLE_SECONDS, LONGEST_STUMBLE_SECONDS = 1.0, 60.0


class DeliveryProcess:
    """Runs until `stop` is called, or once through what can be delivered."""

    def __init__(
        self,
        deliverer: Deliverer,
        *,
        say: Callable[[str], None],
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._deliverer = deliverer
        self._say = say
        self._poll_seconds = poll_seconds
        self._stopping = threading.Event()
        self._woken, self._wake = os.pipe()
        for end in (self._woken, self._wake):
            os.set_blocking(end, False)
        self._leading = False
        self._told_down: set[str] = set()
        self._stumbles = 0
        deliverer.landed = self._ring

    def stop(self) -> None:
        """Finish the round that is going on, then end (may be called from a signal handler)."""
        self._stopping.set()
        self._ring()

    def run(self) -> None:
        """Deliver until told to stop."""
        try:
            while not self._stopping.is_set():
                try:
                    self._turn()
                    self._stumbles = 0
                except LOST_DATABASE as error:
                    self._database_lost(error)
                except Exception as error:
                    self._stumble(error)
            with contextlib.suppress(*LOST_DATABASE):
                self._deliverer.finish()
        finally:
            self._let_go()

    def run_once(self) -> int | None:
        """Deliver what can be delivered now; how many messages, or None when another leads."""
        try:
            if not self._lead():
                return None
            return self._drain()
        finally:
            self._let_go()

    def _turn(self) -> None:
        if not self._lead():
            self._stopping.wait(self._poll_seconds)
            return
        done = self._deliverer.advance()
        self._tell()
        if not done.did_something:
            self._wait()

    def _lead(self) -> bool:
        if self._leading:
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LEADER_LOCK])
            (self._leading,) = cursor.fetchone()
            if self._leading:
                cursor.execute(f"LISTEN {CHANNEL}")
        if self._leading:
            self._say(_("Đang chuyển tình trạng hồ sơ lên cổng quốc gia."))
        return self._leading

    def _drain(self) -> int:
        """Rounds until nothing more can be done right away."""
        delivered = 0
        while not self._stopping.is_set():
            done = self._deliverer.run_round()
            delivered += done.delivered
            self._tell()
            if not done.did_something:
                break
        return delivered

    def _wait(self) -> None:
        """Until answers have come, a new message is announced, a breaker lets a probe through, or
        the poll."""
        session = connection.connection
        blocked = self._deliverer.blocked_seconds
        seconds = min(blocked or self._poll_seconds, self._poll_seconds)
        if any(True for _notice in session.notifies(timeout=0)):
            return
        select.select([session.fileno(), self._woken], [], [], seconds)
        with contextlib.suppress(BlockingIOError):
            os.read(self._woken, 4096)

    def _ring(self) -> None:
        """Wake the process (from any thread or a signal handler)."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._wake, b".")

    def _tell(self) -> None:
        """One line when an endpoint goes down, one when it is back; not one per probe."""
        for lane in self._deliverer.lanes:
            name = Endpoint.Name(lane.route.endpoint)
            if bool(lane.last_failure) == (name in self._told_down):
                continue
            if lane.last_failure:
                self._told_down.add(name)
                self._say(
                    _("%(endpoint)s: chưa chuyển được, sẽ thử lại liên tục: %(reason)s")
                    % {"endpoint": name.label, "reason": lane.last_failure}
                )
            else:
                self._told_down.discard(name)
                self._say(_("%(endpoint)s: đã nhận lại.") % {"endpoint": name.label})

    def _database_lost(self, error: Exception) -> None:
        self._say(_("Mất kết nối cơ sở dữ liệu, sẽ nối lại: %s") % str(error).strip())
        self._deliverer.forget()
        self._let_go()
        self._stopping.wait(1.0)

    def _stumble(self, error: Exception) -> None:
        """Whatever happens, the process goes on, and never in a tight circle."""
        self._stumbles += 1
        self._say(bug(error))
        pause = delay(self._stumbles, first=STUMBLE_SECONDS, cap=LONGEST_STUMBLE_SECONDS)
        self._stopping.wait(pause)

    def _let_go(self) -> None:
        """Let others lead. A session that cannot be asked any more is closed; its lock goes too."""
        self._leading = False
        if connection.connection is None:
            return
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock_all()")
                cursor.execute("UNLISTEN *")
        except LOST_DATABASE:
            with contextlib.suppress(*LOST_DATABASE):
                connection.connection.close()
                connection.close()

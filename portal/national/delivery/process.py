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

import psycopg
from django import db
from django.db import connection
from django.utils.translation import gettext as _

from portal.national.delivery.deliverer import Deliverer
from portal.national.models import CHANNEL

# Any fixed number: the key of the advisory lock of the process that delivers.
LEADER_LOCK = 4748
POLL_SECONDS = 2.0
LOST_DATABASE = (
    db.OperationalError,
    db.InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)


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
        self._leading = False
        self._told_failure = ""

    def stop(self) -> None:
        """Finish the round that is going on, then end (may be called from a signal handler)."""
        self._stopping.set()
        os.write(self._wake, b".")

    def run(self) -> None:
        """Deliver until told to stop."""
        try:
            while not self._stopping.is_set():
                try:
                    self._turn()
                except LOST_DATABASE as error:
                    self._database_lost(error)
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
        self._drain()
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
        """Until a new message is announced, the breaker lets a probe through, or the poll."""
        blocked = self._deliverer.breaker.seconds_left()
        if blocked > 0:
            self._stopping.wait(min(blocked, self._poll_seconds))
            return
        session = connection.connection
        select.select([session.fileno(), self._woken], [], [], self._poll_seconds)
        for _notice in session.notifies(timeout=0):
            pass

    def _tell(self) -> None:
        """One line when the endpoint goes down, one when it is back; not one per probe."""
        failure = self._deliverer.last_failure
        if failure == self._told_failure:
            return
        if failure:
            self._say(_("Chưa chuyển được, sẽ thử lại liên tục: %s") % failure)
        else:
            self._say(_("Cổng quốc gia đã nhận lại."))
        self._told_failure = failure

    def _database_lost(self, error: Exception) -> None:
        self._say(_("Mất kết nối cơ sở dữ liệu, sẽ nối lại: %s") % str(error).strip())
        self._let_go()
        self._stopping.wait(1.0)

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

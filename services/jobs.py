"""Jobs by name, so that actions defer them without importing the code that they run."""

from typing import Any

from procrastinate.contrib.django import app

# Short work that must be on time; long work (files of thousands of rows) has a lane of its own.
QUEUE, LONG_QUEUE = "default", "catalogue"

PUT_IN_FORCE = "services.put_in_force"
FOLLOW_CONSULTATIONS = "services.follow_consultations"
PLAN_BATCH = "services.plan_batch"
CARRY_OUT_BATCH = "services.carry_out_batch"
MAKE_EXPORT = "services.make_export"
TIDY_SEARCH = "services.tidy_search"

_QUEUES = {PLAN_BATCH: LONG_QUEUE, CARRY_OUT_BATCH: LONG_QUEUE, MAKE_EXPORT: LONG_QUEUE}


def defer(name: str, **arguments: Any) -> None:
    """Enqueue the job in the caller's transaction: it runs only if that commits."""
    app.configure_task(name, queue=_QUEUES.get(name, QUEUE)).defer(**arguments)

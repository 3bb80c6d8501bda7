"""`python -m tests.faults.money.guards`: takes out one guard at a time, in a copy of the checkout,
and shows that the machine of machine.py turns red. Takes a quarter of an hour.

A guard that nobody misses is no guard: the exit status is 1 when a run stays green.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from portal.shared.embedded_postgres import TESTS, database_url, running

CHECKOUT = Path(__file__).resolve().parents[3]
# Enough stories to meet every guard; the first failure ends a run.
QUICK_TO_FAIL = {
    "MOTCUA_HYPOTHESIS": "thorough",
    "MOTCUA_NO_SHRINK": "1",
    "MOTCUA_TEST_DATABASE": "test_guards",
}
TEST = "tests/faults/money/test_paid_means_filed.py"


@dataclass(frozen=True)
class Edit:
    """In the file, `old` (there exactly once) becomes `new`."""

    path: str
    old: str
    new: str


@dataclass(frozen=True)
class Guard:
    """What is taken out, in words and as edits."""

    name: str
    edits: tuple[Edit, ...]


BELIEVE_THE_CALL = """    said = json.loads(event.body)["data"]["object"]
    if said.get("payment_status") == "paid":
        report = Report(
            reference=event.reference, attempt_key=str(attempt.key), standing=Standing.PAID,
            declined=False, amount=said["amount_total"], currency=said["currency"],
        )
        attempt = settle_attempt(attempt=attempt, report=report)
    attempt = check_attempt(attempt=attempt, reference=event.reference)
"""
GUARDS = (
    Guard(
        "row locks of dossier, obligation and attempt",
        (
            Edit(
                "payments/locks.py",
                "return Obligation.objects.select_for_update().get(pk=obligation_id)",
                "return Obligation.objects.get(pk=obligation_id)",
            ),
            Edit(
                "payments/locks.py",
                "return obligation, PaymentAttempt.objects.select_for_update().get(pk=attempt.pk)",
                "return obligation, PaymentAttempt.objects.get(pk=attempt.pk)",
            ),
            Edit(
                "dossiers/handlers.py",
                'Dossier.objects.select_for_update(of=("self",)).only("pk").get(pk=key)',
                'Dossier.objects.only("pk").get(pk=key)',
            ),
        ),
    ),
    Guard(
        "partial unique indexes",
        (
            Edit(
                "payments/migrations/0001_initial.py",
                "fields=('obligation',), name='attempt_settled_once'",
                "fields=('obligation', 'id'), name='attempt_settled_once'",
            ),
            Edit(
                "payments/migrations/0001_initial.py",
                "fields=('obligation',), name='attempt_live_once'",
                "fields=('obligation', 'id'), name='attempt_live_once'",
            ),
        ),
    ),
    Guard(
        "re-read of the provider",
        (
            Edit(
                "payments/actions/follow_event.py",
                "    attempt = check_attempt(attempt=attempt, reference=event.reference)\n",
                BELIEVE_THE_CALL,
            ),
            Edit(
                "payments/actions/follow_event.py",
                "from payments.actions.check_attempt import check_attempt\n",
                "import json\n"
                "from payments.actions.check_attempt import check_attempt\n"
                "from payments.actions.settle_attempt import settle_attempt\n"
                "from payments.providers.base import Report, Standing\n",
            ),
        ),
    ),
    Guard(
        "signature of calls",
        (
            Edit(
                "payments/providers/stripe/notice.py",
                "        raise BadSignature(str(error)) from error\n",
                "        pass\n",
            ),
        ),
    ),
    Guard(
        "idempotency key of a page",
        (
            Edit(
                "payments/providers/stripe/provider.py",
                '{"idempotency_key": order.idempotency_key}',
                '{"idempotency_key": __import__("uuid").uuid4().hex}',
            ),
        ),
    ),
    Guard(
        "surplus rule: the obligation must be due",
        (
            Edit(
                "payments/actions/settle_attempt.py",
                'return "" if obligation.is_due else f"obligation_{obligation.state}"',
                'return ""',
            ),
        ),
    ),
    Guard(
        "surplus rule: the amount must be the one agreed",
        (
            Edit(
                "payments/actions/settle_attempt.py",
                "if report.amount != attempt.amount_vnd:",
                "if False:",
            ),
        ),
    ),
    Guard(
        "surplus goes back by itself",
        (
            Edit(
                "portal/wiring.py",
                "    subscribe(AttemptKeptAsSurplus, payments.give_surplus_back)\n",
                "",
            ),
        ),
    ),
    Guard(
        "the dossier moves on in the transaction of the settlement",
        (
            Edit(
                "portal/wiring.py",
                "    subscribe(ObligationSettled, dossiers.move_on_when_paid)\n",
                "",
            ),
        ),
    ),
    Guard(
        "a refund of a refused or withdrawn dossier is booked",
        (
            Edit(
                "payments/ledger.py",
                "    LedgerEntry.objects.bulk_create(",
                '    if transfer.startswith("refund:"):\n'
                "        return\n"
                "    LedgerEntry.objects.bulk_create(",
            ),
        ),
    ),
    Guard(
        "the sweep asks about what is open",
        (
            Edit(
                "payments/actions/sweep_attempts.py",
                "        _Round(tally, end=time.monotonic() + seconds).run()\n",
                "        pass\n",
            ),
        ),
    ),
)


def main() -> int:
    """A line for each guard (or for those whose names hold the words given); 1 when one was not
    missed, or the machine is red as it stands."""
    wanted = " ".join(sys.argv[1:])
    kept = []
    print("| Taken out | The machine | Seconds |\n| --- | --- | --- |", flush=True)
    for guard in (Guard("nothing", ()), *GUARDS):
        if wanted not in guard.name:
            continue
        began = time.monotonic()
        red, reason = _run(guard)
        word = f"red: {reason}" if red else "green"
        print(f"| {guard.name} | {word} | {time.monotonic() - began:.0f} |", flush=True)
        if red is not bool(guard.edits):
            kept.append(guard.name)
    if kept:
        print(f"Not as it should be: {', '.join(kept)}", file=sys.stderr)
    return 1 if kept else 0


def _run(guard: Guard) -> tuple[bool, str]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(copy)], check=True)
        for edit in guard.edits:
            _apply(copy, edit)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n0", "-x", "--create-db", TEST],
            cwd=copy,
            env=os.environ | QUICK_TO_FAIL,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stdout + done.stderr)
    return done.returncode == 1, _reason(done.stdout)


def _apply(copy: Path, edit: Edit) -> None:
    file = copy / edit.path
    text = file.read_text("utf-8")
    if text.count(edit.old) != 1:
        raise LookupError(f"{edit.path}: not there exactly once: {edit.old!r}")
    file.write_text(text.replace(edit.old, edit.new), "utf-8")


def _reason(output: str) -> str:
    """What went wrong first; hypothesis then plays the story again, in a world that it has
    already broken, and complains about the difference."""
    for line in output.splitlines():
        if line.startswith("E  ") and "hypothesis" not in line and "Error" in line:
            return line[1:].strip()[:100].replace("|", "/")
    return "the story could not be played again"


def _with_a_server() -> int:
    """The server of DATABASE_URL, else the embedded one kept for tests."""
    if "DATABASE_URL" in os.environ:
        return main()
    os.environ["DATABASE_URL"] = database_url("postgres", place=TESTS)
    with running(TESTS):
        return main()


if __name__ == "__main__":
    sys.exit(_with_a_server())

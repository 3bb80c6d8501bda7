"""The batches, and what one of them would do (/manage/batches/)."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.accounts.web.access import ActorRequest
from services.batches import queries
from services.exporting.csv_lines import csv_lines
from services.models import Batch, BatchRow
from services.web.manage.access import ManageView
from services.web.manage.bulk import words
from services.web.manage.bulk.access import BatchView
from services.web.manage.bulk.paging import address, number_or_zero

LOOK_AGAIN_SECONDS = 3
PROBLEMS_SHOWN = 200
State = Batch.State


class BatchListView(ManageView):
    """The newest first (`?before=`)."""

    def get(self, request: ActorRequest) -> HttpResponse:
        """One page."""
        before = number_or_zero(request.GET.get("before", ""))
        batches, more = queries.page_of_batches(request.actor, before)
        for batch in batches:
            batch.tone = words.tone(batch)  # type: ignore[attr-defined]
            batch.figures = words.counts(batch)  # type: ignore[attr-defined]
        context = {"batches": batches, "next_url": f"?before={more}" if more else ""}
        return render(request, "manage/bulk/batches.html", context)


class BatchDetailView(BatchView):
    """What it is doing, its mistakes, or its rows; `?change=` narrows them. It looks again by
    itself while a job is at it."""

    def get(self, request: ActorRequest, key: Any) -> HttpResponse:
        """The page."""
        return batch_page(request, self.batch)


def batch_page(
    request: ActorRequest, batch: Batch, *, errors: Iterable[dict[str, str]] = (), status: int = 200
) -> HttpResponse:
    """The page of a batch, with what a refused step leaves behind."""
    under_way = batch.state in (State.READING, State.CARRYING_OUT)
    context = {
        "batch": batch,
        "tone": words.tone(batch),
        "asked": words.asked(batch),
        "counts": words.counts(batch),
        "errors": list(errors),
        "under_way": under_way,
        "is_asker": batch.asked_by_id == request.actor.user_id,
        "nothing_changes": not any(batch.counts.get(each) for each in ("added", "changed")),
        **_progress(batch),
        **_problems(batch),
        **_rows(request, batch),
    }
    response = render(request, "manage/bulk/batch.html", context, status=status)
    if under_way and status == 200:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


def _progress(batch: Batch) -> dict[str, Any]:
    if batch.state == State.READING:
        return {"read": words.number(batch.counts.get("read", 0))}
    if batch.state != State.CARRYING_OUT:
        return {}
    total = sum(batch.counts.get(each, 0) for each in ("added", "changed"))
    done = max(total - queries.waiting_rows(batch), 0)
    return {"done": done, "total": total}


def _problems(batch: Batch) -> dict[str, Any]:
    if batch.state != State.REFUSED:
        return {}
    shown = [each | {"place": words.place(each)} for each in batch.problems[:PROBLEMS_SHOWN]]
    count = batch.counts.get("problems", len(batch.problems))
    return {"problems": shown, "problem_count": words.number(count), "more": count - len(shown)}


def _rows(request: ActorRequest, batch: Batch) -> dict[str, Any]:
    if batch.state in (State.READING, State.REFUSED):
        return {}
    asked = request.GET.get("change", "")
    change = asked if asked in BatchRow.Change.values else ""
    line = number_or_zero(request.GET.get("line", ""))
    after = number_or_zero(request.GET.get("after", ""))
    rows, (next_line, next_id) = queries.page_of_rows(batch, change=change, line=line, after=after)
    for row in rows:
        row.tone = words.CHANGE_TONES[row.change]  # type: ignore[attr-defined]
    onward = address("", change=change, line=next_line, after=next_id) if next_id else ""
    return {"rows": rows, "change": change, "next_url": onward}


class BatchProblemsView(BatchView):
    """All mistakes as a table to mend the file by."""

    def get(self, request: ActorRequest, key: Any) -> StreamingHttpResponse:
        """CSV that Excel opens with its letters right."""
        header = [_("Chỗ"), _("Cột"), _("Lỗi")]
        rows = (
            [words.place(each), each["column"], each["message"]] for each in self.batch.problems
        )
        response = StreamingHttpResponse(
            csv_lines([header, *rows]), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="loi.csv"'
        return response

"""Bulk changes in the world of the table: a preview, a batch that waits for approval, a file that
was refused, an export that is ready."""

from typing import Any

from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.uploads import store
from services.models import Batch, BatchRow, CatalogueExport, Procedure
from tests.architecture.url_roles.rows import Row, for_offices
from tests.world import Person, make_staff

_PREVIEW, _WAITING, _REFUSED = {"key": "batch"}, {"key": "batch_waiting"}, {"key": "batch_refused"}
_EXPORT = {"key": "catalogue_export"}

BULK = [
    Row("services:manage_batches", for_offices(200)),
    Row("services:manage_batch_import", for_offices(200), for_offices(422)),
    Row("services:manage_batch_choose", for_offices(200)),
    Row(
        "services:manage_batch_time_cut", for_offices(200), for_offices(302), {}, {"percent": "10"}
    ),
    Row("services:manage_batch_reduction", for_offices(200), for_offices(422)),
    Row("services:manage_batch", for_offices(200), where=_PREVIEW),
    Row("services:manage_batch_problems", for_offices(200), where=_REFUSED, is_page=False),
    Row(
        "services:manage_batch_submit", for_offices(302), for_offices(302), _PREVIEW, is_page=False
    ),
    Row("services:manage_batch_approve", for_offices(200), for_offices(302), _WAITING),
    Row(
        "services:manage_batch_discard", for_offices(200), for_offices(302), _WAITING,
        {"reason": "Sai thời hạn."},
    ),
    Row("services:manage_export", for_offices(200), for_offices(302), {}, {"format": "xlsx"}),
    Row("services:manage_export_detail", for_offices(200), where=_EXPORT),
    Row("services:manage_export_file", for_offices(200), where=_EXPORT, is_page=False),
]  # fmt: skip


def make_bulk(admin: Person) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    province = Agency.objects.get(pk=admin.agency.pk)
    other = make_staff(Role.PROVINCIAL_ADMIN, province, email="another-admin@motcua.example")
    preview = _batch(admin, Batch.State.PREVIEW)
    waiting = _batch(other, Batch.State.APPROVAL, submitted_at=clock.now())
    refused = _batch(
        admin, Batch.State.REFUSED, counts={"problems": 1},
        problems=[{"file": "", "line": 2, "column": "fee_vnd", "message": "“x” không phải số."}],
    )  # fmt: skip
    store.write("exports/table.csv", b"code")
    export = CatalogueExport.objects.create(
        format="csv", state="ready", file="exports/table.csv", procedures=1, asked_by=admin.user,
        ended_at=clock.now(),
    )  # fmt: skip
    return {
        "batch": preview.key, "batch_waiting": waiting.key, "batch_refused": refused.key,
        "catalogue_export": export.key,
    }  # fmt: skip


def _batch(asker: Person, state: Batch.State, **values: Any) -> Batch:
    counts = values.pop("counts", {"changed": 1, "unchanged": 1})
    batch = Batch.objects.create(
        kind=Batch.Kind.TIME_CUT, state=state, title="Cắt giảm 10% thời hạn", counts=counts,
        asked_by=asker.user,
        wanted={"percent": 10, "selection": {}}, **values,
    )  # fmt: skip
    procedure = Procedure.objects.order_by("code")[0]
    BatchRow.objects.create(
        batch=batch, line=1, code=procedure.code, name=procedure.name, procedure=procedure,
        change=BatchRow.Change.CHANGED, words=["Thời hạn 10 ngày → 9 ngày"],
    )  # fmt: skip
    BatchRow.objects.create(
        batch=batch, line=2, code="1.999999", name="Thủ tục khác",
        change=BatchRow.Change.UNCHANGED, problem="Thời hạn không tính bằng ngày.",
    )  # fmt: skip
    return batch

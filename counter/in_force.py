"""Whether the procedure is still what the client began: asked before anything is signed, and once
more when the dossier is filed (dossiers/actions/file.py)."""

from django.utils.translation import gettext as _

from dossiers.actions.file import PROCEDURE
from dossiers.models import Dossier
from services.queries import revision_in_force

# The key of the refusal that the step of the form mends.
REVISION = "revision"


def out_of_force(draft: Dossier) -> dict[str, str]:
    """The refusal in words for the clerk, by what has to be done about it; empty when it applies
    as it was begun."""
    in_force = revision_in_force(draft.procedure_id)
    if in_force is None:
        words = _(
            "Thủ tục này đã bãi bỏ nên không ký, nộp được. Hãy chọn thủ tục thay thế; bản nháp vẫn "
            "được giữ."
        )
        return {PROCEDURE: words}
    if in_force != draft.revision_id:
        words = _(
            "Thủ tục đã thay đổi từ khi bắt đầu kê khai. Hãy trở lại bước Kê khai, chuyển sang mẫu "
            "mới rồi ký; nội dung đã kê khai được giữ lại."
        )
        return {REVISION: words}
    return {}

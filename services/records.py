"""Records that the portal has already, so that a paper need not be asked for again.

The list is short because it is honest: each of these is looked up before a paper is waived.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordKind(models.TextChoices):
    """What may stand for a paper. `result` goes with the code of a procedure: its result, issued
    on this portal to the same person."""

    NATIONAL_IDENTITY = (
        "national_identity",
        _("Tài khoản đã xác thực danh tính qua Cổng dịch vụ công quốc gia"),
    )
    RESULT = "result", _("Kết quả của một thủ tục, đã cấp trên cổng này")

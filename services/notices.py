"""The moments of a dossier at which a procedure may add a message of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeEvent(models.TextChoices):
    """Named after the events of a dossier's history."""

    FILED = "file", _("Khi nộp hồ sơ")
    RECEIVED = "receive", _("Khi hồ sơ được tiếp nhận")
    SUPPLEMENT = "request_supplement", _("Khi phải bổ sung giấy tờ")
    REFUSED = "refuse", _("Khi hồ sơ không được tiếp nhận")
    DECIDED = "decide", _("Khi có kết quả")
    RETURNED = "hand_over", _("Khi đã trả kết quả")
    HALTED = "halt", _("Khi dừng xử lý")


NOTICE_EVENTS = tuple(event.value for event in NoticeEvent)

"""Whom the law on fees spares: the classes that e-forms ask about and reductions name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicantClass(models.TextChoices):
    """Điều 10 Luật Phí và lệ phí số 97/2015/QH13; students only where a fee's own text says so."""

    CHILD = "child", _("trẻ em")
    ELDERLY = "elderly", _("người cao tuổi")
    POOR = "poor", _("người thuộc hộ nghèo")
    MERIT = "merit", _("người có công với cách mạng")
    DISABLED = "disabled", _("người khuyết tật")
    MINORITY = "minority", _("người dân tộc thiểu số ở xã đặc biệt khó khăn")
    STUDENT = "student", _("học sinh, sinh viên")

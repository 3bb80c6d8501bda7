"""What a client agrees to before a clerk files in the client's account."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from counter.models import Intake
from portal.accounts.models import Citizen
from portal.shared import clock


def consent_words(intake: Intake, citizen: Citizen) -> tuple[str, ...]:
    """The paragraphs, in Vietnamese whatever the language of the screen: they are kept and printed.

    Personal data are used with the person's consent, for the purpose that was named (Nghị định
    13/2023/NĐ-CP, Điều 11); filing on behalf follows Chỉ thị 04/CT-UBND of 1.3.2022.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return (
            _("Tôi là %(name)s, số định danh cá nhân %(number)s.")
            % {"name": citizen.full_name, "number": citizen.identity_number},
            _(
                "Tôi đồng ý để cán bộ Bộ phận một cửa của %(agency)s, trong buổi làm việc ngày "
                "%(day)s, dùng tài khoản của tôi trên Cổng dịch vụ công để kê khai, số hóa giấy tờ "
                "tôi mang đến và nộp hồ sơ theo yêu cầu của tôi."
            )
            % {"agency": intake.agency.name, "day": f"{clock.today():%d/%m/%Y}"},
            _(
                "Tôi được xem lại nội dung kê khai trước khi nộp và được trả lại giấy tờ gốc. Tôi "
                "có thể nhận tài khoản của mình bằng mã in trên phiếu và số định danh để tự theo "
                "dõi hồ sơ."
            ),
        )

"""What a client agrees to before a clerk files in the client's account."""

from counter.models import Intake
from portal.accounts.models import Citizen
from portal.shared import clock


def consent_words(intake: Intake, citizen: Citizen) -> tuple[str, ...]:
    """The paragraphs. No texts of the screen: they are kept and printed as they stand here, in
    Vietnamese whatever language the clerk reads. Filing on behalf follows Chỉ thị 04 of 1.3.2022.
    """
    day = f"{clock.today():%d/%m/%Y}"
    return (
        f"Tôi là {citizen.full_name}, số định danh cá nhân {citizen.identity_number}.",
        f"Tôi đồng ý để cán bộ Bộ phận một cửa của {intake.agency.name}, trong buổi làm việc ngày "
        f"{day}, dùng tài khoản của tôi trên Cổng dịch vụ công để kê khai, số hóa giấy tờ tôi mang "
        "đến và nộp hồ sơ theo yêu cầu của tôi.",
        "Tôi được xem lại nội dung kê khai trước khi nộp và được trả lại giấy tờ gốc. Tôi có thể "
        "nhận tài khoản của mình bằng mã in trên phiếu và số định danh để tự theo dõi hồ sơ.",
    )

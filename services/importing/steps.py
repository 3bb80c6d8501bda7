"""The handling steps of a procedure that states none of its own."""

from portal.accounts.roles import Role
from portal.agencies.models import Agency
from services.content import StepContent


def default_steps(level: Agency.Level) -> tuple[StepContent, ...]:
    """Receive, handle, appraise, sign, hand over (NĐ 61/2018/NĐ-CP, one-stop mechanism)."""
    desk = {
        Agency.Level.PROVINCE: "Trung tâm Phục vụ hành chính công tỉnh",
        Agency.Level.DISTRICT: "Bộ phận một cửa cấp huyện",
    }.get(level, "Bộ phận một cửa cấp xã")
    return (
        StepContent(Role.CLERK.value, f"Tiếp nhận hồ sơ, hẹn ngày trả kết quả – {desk}"),
        StepContent(Role.OFFICER.value, "Thụ lý hồ sơ"),
        StepContent(Role.OFFICER.value, "Thẩm định, trình kết quả"),
        StepContent(Role.LEADER.value, "Ký duyệt kết quả"),
        StepContent(Role.CLERK.value, f"Trả kết quả – {desk}"),
    )

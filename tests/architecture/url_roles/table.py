"""ONE table: every URL name × every role → the status code of GET, and of POST where it writes.

The rows of this file are those of the first pages; the others stand in files of their own.
"""

from tests.architecture.url_roles.administration import ADMINISTRATION
from tests.architecture.url_roles.catalogue_builder import CATALOGUE_BUILDER
from tests.architecture.url_roles.catalogue_bulk import BULK
from tests.architecture.url_roles.catalogue_consultations import CONSULTATIONS
from tests.architecture.url_roles.catalogue_editor import EDITOR
from tests.architecture.url_roles.catalogue_lifecycle import LIFECYCLE
from tests.architecture.url_roles.catalogue_search import SEARCH
from tests.architecture.url_roles.counter_copies import COUNTER_COPIES
from tests.architecture.url_roles.counter_intake import COUNTER_INTAKE
from tests.architecture.url_roles.counter_papers import COUNTER_PAPERS
from tests.architecture.url_roles.counter_queue import COUNTER_QUEUE
from tests.architecture.url_roles.counter_returns import COUNTER_RETURNS
from tests.architecture.url_roles.rows import (
    ROLES,
    Codes,
    Row,
    account,
    everyone,
    for_citizens,
    for_clerks,
    for_desk,
    for_leaders,
    for_offices,
    guests,
)
from tests.architecture.url_roles.signing import SIGNING
from tests.architecture.url_roles.signing_keys import SIGNING_KEYS
from tests.architecture.url_roles.verify import VERIFY

__all__ = ["ROLES", "TABLE", "Codes", "Row"]


def _counter_step(step: str, dossier: str, **data: str) -> Row:
    return Row(
        f"dossiers:dossier_{step}", for_clerks(200), for_clerks(302), {"code": dossier}, data
    )


def _desk_step(step: str, dossier: str, officer: bool, leader: bool, **data: str) -> Row:
    who = {"officer": 200 if officer else 403, "leader": 200 if leader else 403}
    elsewhere = 404 if officer else 403
    done = {role: 302 if code == 200 else code for role, code in who.items()}
    return Row(
        f"dossiers:{step}",
        for_desk(**who, elsewhere=elsewhere),
        for_desk(**done, elsewhere=elsewhere),
        {"code": dossier},
        data,
    )


PUBLIC = [
    Row("reporting:home", everyone(200)),
    Row("services:service_list", everyone(200)),
    Row("services:service_detail", everyone(200), where={"code": "procedure"}),
    Row("services:help", everyone(200)),
    Row("services:about", everyone(200)),
    Row("dossiers:track", everyone(200), everyone(404), data={"code": "000.00.15.H47-200101-0001",
        "digits": "0000"}),
    Row("set_language", everyone(302), everyone(302), data={"language": "en"}, is_page=False),
    Row("payments:receipt_check", everyone(200), where={"key": "receipt"}),
    Row("shared:health_live", everyone(200), is_page=False),
    Row("shared:health_ready", everyone(200), is_page=False),
    Row("payments:health_payments", everyone(503), is_page=False),  # no sweep runs in this world
]  # fmt: skip

_REVISION = {"code": "procedure", "number": "first_number"}

API = [
    Row("api:schema", everyone(200), is_page=False),
    Row("api:procedure_list", everyone(200), everyone(405), is_page=False),
    Row("api:procedure", everyone(200), everyone(405), {"code": "procedure"}, is_page=False),
    Row("api:track_dossier", everyone(400), everyone(405), {"code": "submitted"}, is_page=False),
    Row("api:national_filing", everyone(401), everyone(401), is_page=False),  # signed, or nothing
    Row("api:national_dossier", everyone(401), everyone(401), {"code": "submitted"}, is_page=False),
    Row(
        "api:my_dossiers",
        everyone(403, anonymous=401, owner=200, other=200),
        everyone(403, anonymous=401, owner=400, other=400),  # no Idempotency-Key
        is_page=False,
    ),
    Row("api:form_schema", everyone(200), everyone(405), {"code": "procedure"}, is_page=False),
    Row("api:quote", everyone(405), everyone(415), {"code": "procedure"}, is_page=False),
    Row("api:revision_list", everyone(200), everyone(405), {"code": "procedure"}, is_page=False),
    Row("api:revision", everyone(200), everyone(405), _REVISION, is_page=False),
    Row("api:revision_form_schema", everyone(200), everyone(405), _REVISION, is_page=False),
]

ACCOUNTS = [
    Row("account_login", guests(200, 302), guests(200, 302)),
    Row("account_signup", guests(200, 302), guests(200, 302)),
    Row("account_logout", guests(302, 200), everyone(302)),
    Row("account_inactive", everyone(200)),
    Row("account_reauthenticate", account(200), account(200)),
    Row("account_email", everyone(302), is_page=False),
    Row("account_email_verification_sent", everyone(200)),
    Row("account_confirm_email", everyone(200), everyone(404), {"key": "no_key"}),
    Row("account_change_password", account(200), account(200)),
    Row("account_set_password", everyone(302), is_page=False),
    Row("account_reset_password", everyone(200), everyone(200)),
    Row("account_reset_password_done", everyone(200)),
    Row(
        "account_reset_password_from_key", everyone(200), everyone(200),
        {"uidb36": "no_key", "key": "no_key"},
    ),
    Row("account_reset_password_from_key_done", everyone(200)),
    Row("mfa_index", account(200)),
    Row("mfa_authenticate", everyone(302), everyone(302), is_page=False),
    Row("mfa_reauthenticate", account(302), account(302), is_page=False),  # no second factor yet
    Row("mfa_activate_totp", account(200, unproven=302), account(200, unproven=302)),
    Row("mfa_deactivate_totp", everyone(302), is_page=False),
    Row("mfa_view_recovery_codes", account(404)),
    Row("mfa_generate_recovery_codes", account(200, unproven=302), account(200, unproven=302)),
    Row("mfa_download_recovery_codes", account(404), is_page=False),
]  # fmt: skip

# The national portal does not answer in this world, and no sign-on is under way.
SIGN_ON = [
    Row("openid_connect_login", everyone(302), everyone(503), is_page=False),
    Row("openid_connect_callback", everyone(400), everyone(405), is_page=False),
    Row("national_register", account(302, 400), account(302, 400), is_page=False),
    Row("national_link", account(302, 400), account(302, 400), is_page=False),
    Row("national_claim", account(302, 400), account(302, 400), is_page=False),
    Row("national_signed_out", guests(200, 302), everyone(405)),
    Row("accounts:national", for_citizens(200, 200)),
    Row("accounts:national_unlink", for_citizens(302, 302), for_citizens(200, 200), is_page=False),
]

CITIZEN = [
    Row("accounts:profile", for_citizens(200, 200)),
    Row("accounts:profile_address", for_citizens(200, 200), for_citizens(200, 200)),
    Row("accounts:app_keys", for_citizens(200, 200), for_citizens(422, 422)),
    Row(
        "accounts:app_key_revoke", for_citizens(302, 302), for_citizens(302, 404),
        {"key": "app_key"}, is_page=False,
    ),
    Row("accounts:profile_contact", for_citizens(200, 200), for_citizens(200, 200)),
    Row(
        "accounts:send_verification", for_citizens(405, 405), for_citizens(302, 302), is_page=False
    ),
    Row("dossiers:dossier_list", for_citizens(200, 200)),
    Row(
        "dossiers:dossier_start", for_citizens(200, 200), for_citizens(422, 422),
        {"code": "commune_procedure"},
    ),
    Row("dossiers:draft_detail", for_citizens(200, 404), where={"key": "draft"}),
    Row(
        "dossiers:draft_section", for_citizens(200, 404), for_citizens(302, 404),
        {"key": "draft", "section": "section"}, {"purpose": "Du học", "version": "draft_version"},
    ),
    Row(
        "dossiers:draft_papers", for_citizens(200, 404), for_citizens(302, 404), {"key": "draft"}
    ),
    Row(
        "dossiers:attachment_add", for_citizens(302, 404), for_citizens(422, 404),
        {"key": "draft", "requirement": "paper"}, is_page=False,
    ),
    Row(
        "dossiers:draft_delivery", for_citizens(200, 404), for_citizens(302, 404),
        {"key": "draft"}, {"return_channel": "online"},
    ),
    Row(
        "dossiers:draft_check", for_citizens(200, 404), for_citizens(302, 404), {"key": "draft"},
        {"declared": "1"},
    ),
    Row(
        "dossiers:draft_discard", for_citizens(200, 404), for_citizens(302, 404), {"key": "draft"}
    ),
    Row(
        "dossiers:draft_changes", for_citizens(200, 404), for_citizens(302, 404),
        {"key": "outdated_draft"},
    ),
    Row(
        "dossiers:attachment_file", for_citizens(200, 404), where={"key": "draft_file"},
        is_page=False,
    ),
    Row(
        "dossiers:attachment_remove", for_citizens(302, 404), for_citizens(302, 404),
        {"key": "draft_file"}, is_page=False,
    ),
    Row("dossiers:dossier_detail", for_citizens(200, 404), where={"code": "submitted"}),
    Row("dossiers:dossier_pay", for_citizens(200, 404), where={"code": "payment_required"}),
    Row("dossiers:dossier_filed", for_citizens(200, 404), where={"code": "submitted"}),
    Row(
        "dossiers:dossier_supply", for_citizens(200, 404), for_citizens(422, 404),
        {"code": "supplement_required"}, {"version": "supplement_required_version"},
    ),
    Row(
        "dossiers:dossier_withdraw", for_citizens(200, 404), for_citizens(302, 404),
        {"code": "submitted"}, {"reason": "Tôi không cần nữa.", "version": "submitted_version"},
    ),
    Row(
        "dossiers:dossier_move", for_citizens(200, 404), for_citizens(302, 404),
        {"code": "moving"}, {"answer": "decline", "version": "moving_version"},
    ),
    Row(
        "dossiers:dossier_document", for_citizens(200, 404),
        where={"code": "submitted", "key": "document"}, is_page=False,
    ),
    Row("payments:obligation_detail", for_citizens(200, 404), where={"key": "obligation"}),
    Row(
        "payments:attempt_start", for_citizens(302, 404), for_citizens(409, 404),
        {"key": "obligation"}, is_page=False,
    ),
    Row("payments:attempt_return", for_citizens(200, 404), where={"key": "attempt"}),
    Row(
        "payments:my_receipt_pdf", for_citizens(200, 404), where={"key": "receipt"}, is_page=False
    ),
    Row(
        "payments:webhook", everyone(405), everyone(400), {"provider": "provider"}, is_page=False
    ),
]  # fmt: skip

COUNTER = [
    Row("dossiers:counter_list", for_clerks(200, 200)),
    Row("dossiers:counter_dossier", for_clerks(200), where={"code": "submitted"}),
    Row(
        "dossiers:counter_file", for_clerks(200), where={"code": "submitted", "key": "file"},
        is_page=False,
    ),
    Row(
        "dossiers:counter_document", for_clerks(200),
        where={"code": "submitted", "key": "document"}, is_page=False,
    ),
    _counter_step("receive", "submitted", version="submitted_version"),
    _counter_step(
        "request_supplement", "submitted", version="submitted_version", what="Ảnh rõ hơn",
        why="Ảnh mờ", requirement_keys="cccd",
    ),
    _counter_step("refuse", "submitted", version="submitted_version", reason="Sai nơi nộp."),
    Row(  # Trà has the online page open and its provider is silent: no cash until that is known
        "dossiers:dossier_take_cash", for_clerks(200), for_clerks(409),
        {"code": "payment_required"}, {"version": "payment_required_version"},
    ),
    _counter_step(
        "confirm_withdrawal", "withdrawal_requested", version="withdrawal_requested_version"
    ),
    _counter_step(
        "decline_withdrawal", "withdrawal_requested", version="withdrawal_requested_version",
        reason="Đã có kết quả.",
    ),
    Row("payments:counter_receipts", for_clerks(200, 200)),
    Row(
        "payments:receipt_cancel", for_clerks(200), for_clerks(302), {"key": "receipt"},
        {"reason": "Ghi sai họ tên.", "payer_name": "Nguyễn Thị Trà My"},
    ),
    Row(  # every member of staff whose work it is
        "payments:receipt_pdf",
        everyone(
            403, anonymous=302, unproven=302, clerk=200, clerk_elsewhere=404, officer=200,
            officer_elsewhere=404, leader=200, admin=200, auditor=200,
        ),
        where={"key": "receipt"}, is_page=False,
    ),
    _counter_step("note", "submitted", text="Đã gọi điện."),
]  # fmt: skip

DESK = [
    Row("dossiers:desk_list", for_desk(200, 200, 200)),
    Row("dossiers:desk_dossier", for_desk(200, 200), where={"code": "processing"}),
    Row(
        "dossiers:desk_file", for_desk(200, 200),
        where={"code": "processing", "key": "processing_file"}, is_page=False,
    ),
    Row(
        "dossiers:desk_document", for_desk(200, 200),
        where={"code": "processing", "key": "processing_document"}, is_page=False,
    ),
    _desk_step("dossier_start_processing", "received", True, False, version="received_version"),
    _desk_step(
        "desk_dossier_request_supplement", "processing", True, False,
        version="processing_version", what="Ảnh rõ hơn", why="Ảnh mờ",
    ),
    _desk_step(
        "dossier_propose", "processing", True, False, version="processing_version",
        outcome="approved", text="Không có án tích.",
    ),
    _desk_step("dossier_decide", "proposed", False, True, version="proposed_version"),
    _desk_step(
        "dossier_send_back", "proposed", False, True, version="proposed_version",
        comment="Bổ sung căn cứ.",
    ),
    _desk_step(
        "dossier_halt", "processing", True, True, version="processing_version",
        reason="Hồ sơ trùng.",
    ),
    _desk_step(
        "dossier_ask_move", "outdated", True, True, version="outdated_version",
        reason="Có lợi hơn.",
    ),
    _desk_step(
        "dossier_reopen", "completed", False, True, version="completed_version", reason="Sai tên."
    ),
    _desk_step("desk_dossier_note", "processing", True, True, text="Đã xác minh."),
]  # fmt: skip

REFUNDS = [
    Row("payments:counter_refunds", for_clerks(200, 200)),
    Row(  # what is typed is a dossier's code; elsewhere it is not found
        "payments:refund_new", for_clerks(200, 200), for_clerks(302),
        data={"reference": "received", "attempt": "paid_attempt", "amount_vnd": "50.000",
              "reason": "Thu thừa."},
    ),
    Row("payments:counter_refund", for_clerks(200), where={"key": "refund_by_hand"}),
    Row(
        "payments:refund_transfer", for_clerks(302), for_clerks(302), {"key": "refund_by_hand"},
        {"transfer_reference": "FT22081123456"}, is_page=False,
    ),
    Row(  # it was paid by card
        "payments:refund_cash", for_clerks(302), for_clerks(403), {"key": "refund_by_hand"},
        is_page=False,
    ),
    Row("payments:desk_refunds", for_leaders(200)),
    Row("payments:desk_refund", for_leaders(200), where={"key": "refund_requested"}),
    Row(
        "payments:refund_approve", for_leaders(200), for_leaders(302), {"key": "refund_requested"}
    ),
    Row(
        "payments:refund_reject", for_leaders(200), for_leaders(302), {"key": "refund_requested"},
        {"reason": "Không đủ căn cứ."},
    ),
]  # fmt: skip

CASH = [
    Row("payments:cash_today", for_clerks(200, 200), for_clerks(302, 302), data={"float_vnd": "0"}),
    Row("payments:cash_day_list", for_clerks(200, 200)),
    Row("payments:cash_day_detail", for_clerks(200), where={"key": "cash_day"}),
    Row(
        "payments:cash_day_close", for_clerks(200), for_clerks(302), {"key": "cash_day"},
        {"counted_vnd": "cash_counted"},
    ),
    Row("payments:cash_receipt", for_clerks(200), where={"key": "cash_attempt"}),
    Row(
        "payments:cash_reverse", for_clerks(200), for_clerks(302), {"key": "cash_attempt"},
        {"reason": "Thu nhầm hồ sơ."},
    ),
    Row("payments:desk_cash_list", for_leaders(200)),
    Row("payments:desk_cash_day", for_leaders(200), where={"key": "cash_day_to_sign"}),
    Row(
        "payments:cash_day_sign_off", for_leaders(200), for_leaders(302),
        {"key": "cash_day_to_sign"},
    ),
]  # fmt: skip

OFFICES = [
    Row("payments:receipt_books", for_offices(200, auditor=200)),
    Row("payments:receipt_book", for_offices(200, auditor=200), where={"book": "receipt_book"}),
    Row("payments:waiting_list", for_offices(200, auditor=200)),
    Row("payments:waiting_attempt", for_offices(200, auditor=200), where={"key": "attempt"}),
    Row(
        "payments:waiting_attempt_check",
        for_offices(405, auditor=403),
        for_offices(302, auditor=403),
        {"key": "attempt"},
        is_page=False,
    ),
    Row("payments:waiting_event", for_offices(200, auditor=200), where={"number": "event"}),
    Row("accounts:reports", everyone(302), is_page=False),
    Row("accounts:action_log", for_offices(200, auditor=200)),
]

_DAY = {"provider": "provider", "day": "reconciliation_day"}
RECONCILIATION = [
    Row("payments:reconciliation", for_offices(200, auditor=200)),
    Row(
        "payments:reconciliation_statement_import", for_offices(302), for_offices(422),
        is_page=False,
    ),
    Row(
        "payments:reconciliation_statement", for_offices(200, auditor=200),
        where={"pk": "reconciliation_statement"},
    ),
    Row("payments:reconciliation_cases", for_offices(200, auditor=200)),
    Row(
        "payments:reconciliation_case", for_offices(200, auditor=200),
        where={"pk": "reconciliation_mine"},
    ),
    Row(
        "payments:reconciliation_case_take", for_offices(302), for_offices(302),
        {"pk": "reconciliation_case"}, is_page=False,
    ),
    Row(
        "payments:reconciliation_case_close", for_offices(302), for_offices(302),
        {"pk": "reconciliation_mine"}, {"resolution": "Ngân hàng đã xác nhận bằng văn bản."},
        is_page=False,
    ),
    Row("payments:reconciliation_day", for_offices(200, auditor=200), where=_DAY),
    Row("payments:reconciliation_run", for_offices(302), for_offices(302), _DAY, is_page=False),
    Row(
        "payments:reconciliation_row", for_offices(200, auditor=200),
        where=_DAY | {"kind": "reconciliation_kind", "reference": "reconciliation_reference"},
    ),
    Row(
        "payments:reconciliation_report_request", for_offices(302, auditor=302),
        for_offices(302, auditor=302), _DAY, is_page=False,
    ),
    Row(
        "payments:reconciliation_report", for_offices(200, auditor=200),
        where={"key": "reconciliation_report"}, is_page=False,
    ),
]  # fmt: skip

_STREAM, _CASE = {"stream": "line_stream"}, {"pk": "line_case"}
NATIONAL = [
    Row("national:public_sync", everyone(200)),
    Row("national:health_national", everyone(503), is_page=False),  # nobody delivers here
    Row("national:metrics", everyone(403), is_page=False),  # the client of tests has another name
    Row("national:watch", for_offices(200, auditor=200)),
    Row(
        "national:put_in_charge", for_offices(302), for_offices(302), {}, {"user": "line_admin"},
        is_page=False,
    ),
    Row("national:parked", for_offices(200, auditor=200)),
    Row(
        "national:resend_alike", for_offices(302), for_offices(302), {}, {"like": "line_like"},
        is_page=False,
    ),
    Row("national:stream", for_offices(200, auditor=200), where=_STREAM),
    Row("national:resend", for_offices(302), for_offices(302), _STREAM, is_page=False),
    Row(
        "national:correct", for_offices(302), for_offices(302), _STREAM,
        {"TenLinhVuc": "Lý lịch tư pháp"}, is_page=False,
    ),
    Row("national:cases", for_offices(200, auditor=200)),
    Row("national:case", for_offices(200, auditor=200), where=_CASE),
    Row(
        "national:case_close", for_offices(302), for_offices(302), _CASE,
        {"outcome": "Đã thêm lĩnh vực vào danh mục quốc gia."}, is_page=False,
    ),
    Row("national:comparisons", for_offices(200, auditor=200)),
    Row(
        "national:comparison_ask", for_offices(302), for_offices(302), {},
        {"kind": "dossiers", "since": "22/03/2022"}, is_page=False,
    ),
    Row("national:comparison", for_offices(200, auditor=200), where={"pk": "line_comparison"}),
]  # fmt: skip

USAGE = [
    Row("reporting:usage_list", for_offices(200)),
    Row("reporting:usage_unused", for_offices(200)),
    Row("reporting:usage_detail", for_offices(200), where={"code": "procedure"}),
    Row(
        "reporting:usage_withdraw", for_offices(302), for_offices(302),
        {"code": "unused_procedure"}, {"reason": "Không phát sinh hồ sơ."}, is_page=False,
    ),
]  # fmt: skip

TABLE = [
    *PUBLIC, *SEARCH, *API, *ACCOUNTS, *SIGN_ON, *CITIZEN, *COUNTER, *DESK, *REFUNDS, *CASH,
    *OFFICES, *RECONCILIATION, *NATIONAL, *ADMINISTRATION, *USAGE, *CONSULTATIONS,
    *LIFECYCLE, *EDITOR, *CATALOGUE_BUILDER, *BULK, *COUNTER_RETURNS, *COUNTER_COPIES,
    *COUNTER_QUEUE, *COUNTER_INTAKE, *COUNTER_PAPERS, *SIGNING, *SIGNING_KEYS, *VERIFY,
]  # fmt: skip

"""What the portal does its own way in allauth's account pages: phone, mail, landing, words."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions.write_letter import write_letter
from portal.accounts.fields import PhoneField
from portal.accounts.landing import landing_page
from portal.accounts.models import User
from portal.accounts.queries import actors_of, staff_roles_of
from portal.accounts.second_factor import is_satisfied
from portal.shared.identity import phone as phone_number
from portal.shared.identity.errors import IdentityError
from portal.shared.rate_limit import client_address

WRONG_SIGN_IN = _(
    "Thư điện tử, số điện thoại hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại; nếu quên mật "
    "khẩu, chọn “Quên mật khẩu”."
)


class AccountAdapter(DefaultAccountAdapter):
    """Set as ACCOUNT_ADAPTER."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đã bị khóa. Hãy liên hệ Bộ phận một cửa."),
        "email_password_mismatch": WRONG_SIGN_IN,
        "phone_password_mismatch": WRONG_SIGN_IN,
        "username_password_mismatch": WRONG_SIGN_IN,
        "invalid_login": WRONG_SIGN_IN,
        "enter_current_password": _("Nhập đúng mật khẩu hiện tại."),
        "incorrect_password": _("Mật khẩu không đúng. Hãy nhập lại."),
        "incorrect_code": _("Mã không đúng. Hãy kiểm tra rồi nhập lại."),
        "invalid_or_expired_key": _("Đường dẫn không đúng hoặc đã hết hạn. Hãy yêu cầu lại."),
        "invalid_password_reset": _("Đường dẫn đặt lại mật khẩu không đúng. Hãy yêu cầu lại."),
        "too_many_login_attempts": _(
            "Bạn đã thử quá nhiều lần. Hãy đợi 5 phút rồi thử lại, hoặc lấy lại mật khẩu."
        ),
        "rate_limited": _("Bạn đã thử quá nhiều lần. Hãy đợi vài phút rồi thử lại."),
        "unknown_email": _("Chưa có tài khoản nào dùng thư điện tử này."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that the portal's own limits count by: behind a proxy the one it tells. By
        the proxy's own, one who tries many passwords would lock out everybody."""
        return client_address(request) or super().get_client_ip(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The page of the person's role; staff without a second factor set one up first."""
        user = request.user
        assert isinstance(user, User)
        if staff_roles_of(user) and not is_satisfied(request, user):
            return reverse("mfa_activate_totp")
        return landing_page(actors_of(user, with_staff=True))

    get_signup_redirect_url = get_login_redirect_url

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the person works."""
        return self.get_login_redirect_url(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter now, let a job send it: no page waits for a mail server."""
        words = {**context, "portal_name": settings.PORTAL_NAME, "portal_url": settings.PUBLIC_URL}
        subject = render_to_string(f"{template_prefix}_subject.txt", words)
        text = render_to_string(f"{template_prefix}_message.txt", words)
        write_letter(to_email=email, subject=" ".join(subject.split()), text=text.strip() + "\n")

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """A phone number as people here type it."""
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> AbstractBaseUser | None:
        """The account that signs in with this number, which comes as it was typed."""
        return User.objects.filter(phone=in_domestic_form(phone)).first()

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        """The number of the account and whether it is verified."""
        assert isinstance(user, User)
        return (user.phone, user.phone_verified) if user.phone else None

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of a password or code: who has just signed in and is led to the
        set-up of the second factor is not asked for the password again."""
        records = get_authentication_records(self.request, self.request.user)
        if records and time.time() - records[-1]["at"] < REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The account that failed attempts count against. Allauth's own key leaves the phone out,
        so that five wrong passwords of anyone would lock everyone's sign-in by phone."""
        login = credentials.get("email") or in_domestic_form(credentials.get("phone", ""))
        return f"{request.get_host()}:{login.lower()}"


def in_domestic_form(typed: str) -> str:
    """`+84 912 345 678` becomes `0912345678`; what is no phone number stays as it is."""
    try:
        return phone_number.parse(typed)
    except IdentityError:
        return typed

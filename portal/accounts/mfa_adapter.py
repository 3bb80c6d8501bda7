"""What the portal does its own way in allauth's second factor."""

import io

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from portal.accounts.encryption import decrypt, encrypt
from portal.accounts.models import User


class MFAAdapter(DefaultMFAAdapter):
    """Set as MFA_ADAPTER."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "Mã không đúng hoặc đã hết hạn. Hãy đợi ứng dụng hiện mã mới rồi nhập lại."
        ),
    }

    def get_totp_issuer(self) -> str:
        """The portal's name in the app."""
        return f"{settings.PORTAL_NAME} {settings.PROVINCE_NAME}"

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """The account's name in the app."""
        assert isinstance(user, User)
        return user.email or user.phone or user.full_name

    def build_totp_svg(self, url: str) -> str:
        """The QR code that the app reads."""
        out = io.BytesIO()
        segno.make(url, error="m").save(out, kind="svg", scale=5, light="#fff", xmldecl=False)
        return out.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Secrets of authenticator apps are stored encrypted."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Back to the secret."""
        return decrypt(encrypted_text)

"""/accounts/invitation/<secret>/: the invited person chooses a password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache

from portal.accounts.actions.accept_invitation import accept_invitation
from portal.accounts.forms.sign_in import NEW_PASSWORD_HINT
from portal.accounts.invitation_link import usable
from portal.shared.errors import InvalidInput, StalePage
from portal.shared.rate_limit.limit import Limit, TooManyTries, client_address
from portal.shared.web.errors import too_many_requests

UNUSABLE, GONE = 422, 404
TRIES = Limit("invitation", times=30, seconds=600)


class PasswordTwiceForm(forms.Form):
    """The password, twice."""

    password1 = forms.CharField(
        label=gettext_lazy("Mật khẩu"), help_text=NEW_PASSWORD_HINT, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Nhập mật khẩu, hai lần như nhau.")},
    )  # fmt: skip
    password2 = forms.CharField(
        label=gettext_lazy("Nhập lại mật khẩu"), strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Nhập mật khẩu, hai lần như nhau.")},
    )  # fmt: skip

    def clean_password2(self) -> str:
        """Both alike."""
        again = str(self.cleaned_data["password2"])
        if self.cleaned_data.get("password1") not in (None, again):
            raise forms.ValidationError(_("Hai mật khẩu không giống nhau. Hãy nhập lại."))
        return again


@method_decorator(never_cache, name="dispatch")
class InvitationView(View):
    """A link that is wrong, used, cancelled or expired says so, and nothing else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Nobody tries many links."""
        try:
            TRIES.spend(client_address(request))
        except TooManyTries as refusal:
            return too_many_requests(request, refusal.seconds)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        """The form."""
        return self._page(request, secret, PasswordTwiceForm())

    def post(self, request: HttpRequest, secret: str) -> HttpResponse:
        """Open the account; the sign-in that follows leads to the second factor."""
        form = PasswordTwiceForm(request.POST)
        if not form.is_valid():
            return self._page(request, secret, form, UNUSABLE)
        try:
            accept_invitation(secret=secret, password=form.cleaned_data["password1"])
        except InvalidInput as refusal:
            form.add_error("password1", refusal.errors["password1"])
            return self._page(request, secret, form, UNUSABLE)
        except StalePage as refusal:
            messages.error(request, str(refusal))
            return self._page(request, secret, form, UNUSABLE)
        messages.success(request, _("Đã mở tài khoản. Hãy đăng nhập để cài đặt xác thực hai bước."))
        return redirect("account_login")

    def _page(
        self, request: HttpRequest, secret: str, form: PasswordTwiceForm, status: int = 200
    ) -> HttpResponse:
        invitation = usable(secret)
        context = {"invitation": invitation, "form": form}
        if invitation is None:
            return render(request, "account/invitation.html", context, status=GONE)
        return render(request, "account/invitation.html", context, status=status)

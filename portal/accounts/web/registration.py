"""Registration (/accounts/signup/)."""

from typing import Any

from allauth.account.views import SignupView
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.accounts.conflicts import taken
from portal.accounts.forms.registration import RegistrationForm
from portal.shared.errors import InvalidInput


class RegistrationView(SignupView):
    """Allauth's view around the portal's form and action."""

    form_class = RegistrationForm

    def form_valid(self, form: RegistrationForm) -> HttpResponse:
        """Register and sign in; a value that is taken comes back beside its field."""
        try:
            response = super().form_valid(form)
        except InvalidInput as refusal:
            form.add_refusal(refusal)
            return self.form_invalid(form)
        self._greet(form)
        return response

    def _greet(self, form: RegistrationForm) -> None:
        messages.success(self.request, _("Đã tạo tài khoản. Bạn có thể nộp hồ sơ ngay."))
        if form.number and form.number.warning:
            messages.warning(self.request, form.number.warning)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether to show the ways out for someone who has an account already."""
        context = super().get_context_data(**kwargs)
        words = {taken(field) for field in ("identity_number", "email", "phone")}
        context["has_account"] = any(
            words.intersection(texts) for texts in context["form"].errors.values()
        )
        return context

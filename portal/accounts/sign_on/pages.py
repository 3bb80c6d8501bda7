"""The pages between the national portal and the account: register, prove, claim."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from portal.accounts.actions.claim_by_national import claim_by_national
from portal.accounts.actions.link_national import link_national
from portal.accounts.actions.register_by_national import register_by_national
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen, NationalIdentity, User
from portal.accounts.sign_on import arrive, problems
from portal.accounts.sign_on.decide import Decision, Step, decide
from portal.accounts.sign_on.forms import ClaimForm, ProofForm, RegisterForm
from portal.accounts.sign_on.pending import Pending, pending_of
from portal.accounts.sign_on.problems import SignOnRefused
from portal.shared.errors import InvalidInput
from portal.shared.identity import personal_number


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class StepPage(FormView, ABC):
    """A page of one step. Each request decides anew: meanwhile another tab may have gone on."""

    step: ClassVar[Step]
    pending: Pending
    decision: Decision

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only with a sign-on under way that is at this step."""
        pending = pending_of(request)
        if pending is None:
            return _without_sign_on(request)
        try:
            user = request.user if isinstance(request.user, User) else None
            self.pending, self.decision = pending, decide(pending.facts, user)
            if self.decision.step is not self.step:
                return arrive.arrive(request, pending)
            return self.turned_away() or super().dispatch(request, *args, **kwargs)
        except SignOnRefused as refused:
            return arrive.refuse(request, refused)

    def turned_away(self) -> HttpResponse | None:
        """The page for somebody who may not take this step, or None."""
        return None

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it. What is refused comes back beside its field, unless the same person, in another
        tab, has come to the end of this way a moment ago: then he is signed in."""
        try:
            return self.go_on(form.cleaned_data)
        except (InvalidInput, SignOnRefused) as refusal:
            if decide(self.pending.facts, None).step is not self.step:
                return arrive.arrive(self.request, self.pending)
            if isinstance(refusal, SignOnRefused):
                raise
            form.add_refusal(refusal)
            return self.form_invalid(form)

    @abstractmethod
    def go_on(self, data: dict[str, Any]) -> HttpResponse:
        """Call the action and let the person in."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The national facts."""
        return {**super().get_context_data(**kwargs), "facts": self.pending.facts}


class RegisterView(StepPage):
    """A number that is new to us."""

    step = Step.REGISTER
    form_class = RegisterForm
    template_name = "account/national_register.html"

    def get_initial(self) -> dict[str, Any]:
        """What the national portal knows of the way to reach the person."""
        return {"email": self.pending.facts.email, "phone": self.pending.facts.phone}

    def go_on(self, data: dict[str, Any]) -> HttpResponse:
        """Register and sign in."""
        citizen = register_by_national(
            facts=self.pending.facts,
            email=data["email"],
            phone=data["phone"],
            commune=data["commune"],
            address_line=data["address_line"],
        )
        response = arrive.let_in(self.request, self.pending, citizen, is_new=True)
        messages.success(self.request, _("Đã tạo tài khoản. Bạn có thể nộp hồ sơ ngay."))
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """And the sex, which is read from the number."""
        sex = personal_number.parse(self.pending.facts.identity_number).sex
        return {**super().get_context_data(**kwargs), "sex": Citizen.Sex(sex).label}


class ProveView(StepPage):
    """A number that has an account: nothing of it is shown before its password."""

    step = Step.PROVE
    form_class = ProofForm
    template_name = "account/national_link.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The account that the password must be of."""
        return {**super().get_form_kwargs(), "request": self.request, "user": self._citizen.user}

    @property
    def _citizen(self) -> Citizen:
        assert self.decision.citizen is not None
        return self.decision.citizen

    def turned_away(self) -> HttpResponse | None:
        """An account that is locked says so, whatever the password."""
        user = self._citizen.user
        return None if user and user.is_active else redirect("account_inactive")

    def go_on(self, data: dict[str, Any]) -> HttpResponse:
        """Link and sign in; a second factor that the account has comes after this."""
        citizen = link_national(
            actor=Actor.of_citizen(self._citizen),
            facts=self.pending.facts,
            proof=NationalIdentity.Proof.PASSWORD,
        )
        messages.success(self.request, _("Đã liên kết với Cổng Dịch vụ công quốc gia."))
        record_authentication(self.request, citizen.user, "password")
        return arrive.let_in(
            self.request,
            self.pending.going_to(arrive.after_linking(self.pending, citizen)),
            citizen,
        )


class ClaimView(StepPage):
    """A number known from the counter, without an account."""

    step = Step.CLAIM
    form_class = ClaimForm
    template_name = "account/national_claim.html"

    def get_initial(self) -> dict[str, Any]:
        """What the national portal knows, else what was said at the counter."""
        citizen, facts = self.decision.citizen, self.pending.facts
        assert citizen is not None
        return {"email": facts.email or citizen.email, "phone": facts.phone or citizen.phone}

    def go_on(self, data: dict[str, Any]) -> HttpResponse:
        """Make the account and sign in."""
        citizen = claim_by_national(
            facts=self.pending.facts, email=data["email"], phone=data["phone"]
        )
        page = self.pending.going_to(arrive.after_linking(self.pending, citizen))
        response = arrive.let_in(self.request, page, citizen, is_new=True)
        messages.success(self.request, _("Đã tạo tài khoản. Các hồ sơ lập tại quầy đã ở đây."))
        return response


def _without_sign_on(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("accounts:profile")
    return arrive.show(request, problems.expired())

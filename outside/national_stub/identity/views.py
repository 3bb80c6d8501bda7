"""Sign-in, sign-out, and the page that asks before facts are passed on."""

from http import HTTPStatus
from typing import Any, cast

from allauth.idp.oidc.views import AuthorizationView
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from outside.national_stub.identity.demo_people import DEMO_PEOPLE, PASSWORD
from outside.national_stub.identity.facts import facts
from outside.national_stub.identity.forms import SignInForm

NEXT = "next"


class ConsentView(AuthorizationView):
    """allauth's page of consent, which names the facts and shows them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the way back; a request that cannot be answered is a 400."""
        response = super().get(request, *args, **kwargs)
        is_page_of_error = response.status_code == HTTPStatus.OK and not hasattr(
            response, "template_name"
        )
        if is_page_of_error:
            response.status_code = HTTPStatus.BAD_REQUEST
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the facts that the asked scopes pass on."""
        context = super().get_context_data(**kwargs)
        context["facts"] = facts(self.request.user, self._scopes)
        return context


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, *, again: bool = False) -> HttpResponse:
    """The sign-in page; `again`: also for somebody who is signed in (prompt=login)."""
    if request.user.is_authenticated and not again:
        return redirect(_after_sign_in(request))
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if form.is_valid() and form.person is not None:
        login(request, cast(Any, form.person))
        return redirect(_after_sign_in(request))
    context = {
        "form": form,
        "next": request.POST.get(NEXT, request.GET.get(NEXT, "")),
        "again": again,
        "demo_people": DEMO_PEOPLE,
        "demo_password": PASSWORD,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "national_identity/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here (the province is not told)."""
    logout(request)
    return redirect("signed_out")


@never_cache
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    """It is done."""
    return render(request, "national_identity/signed_out.html")


def no_devices(request: HttpRequest) -> HttpResponse:
    """The flow for televisions and the like is not offered."""
    raise Http404


def _after_sign_in(request: HttpRequest) -> str:
    wanted = str(request.POST.get(NEXT) or request.GET.get(NEXT) or "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return str(resolve_url(settings.LOGIN_REDIRECT_URL))

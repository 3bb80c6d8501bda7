"""Somebody comes back from the national portal: in, on to a page, or out with a reason."""

import logging

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.accounts.actions.link_national import link_national
from portal.accounts.actions.refresh_national import note_changed_number, refresh_national
from portal.accounts.actor import Actor
from portal.accounts.models import Citizen, NationalIdentity, User
from portal.accounts.sign_on.chosen import PROVIDER_ID
from portal.accounts.sign_on.decide import NumberChanged, Step, decide
from portal.accounts.sign_on.pending import Pending, forget_pending, keep_for_sign_out
from portal.accounts.sign_on.problems import Problem, SignOnRefused

logger = logging.getLogger("portal.sign_on")

FACTS_PAGE = "accounts:national"


def arrive(request: HttpRequest, pending: Pending) -> HttpResponse:
    """The answer to a person whose national account has just been proved."""
    user = request.user if isinstance(request.user, User) else None
    forget_pending(request)
    try:
        decision = decide(pending.facts, user)
        if decision.step is Step.SIGN_IN:
            refresh_national(facts=pending.facts)
            assert decision.citizen is not None
            return (
                _proved_again(request, pending)
                if user
                else let_in(request, pending, decision.citizen)
            )
        if decision.step is Step.LINK:
            assert decision.citizen is not None
            return _link(request, pending, decision.citizen)
    except SignOnRefused as refused:
        return refuse(request, refused)
    pending.keep(request)
    return redirect(decision.step.value)


def let_in(
    request: HttpRequest, pending: Pending, citizen: Citizen, *, is_new: bool = False
) -> HttpResponse:
    """Signed in, unless the account asks for a second factor first (allauth's stages)."""
    user = citizen.user
    assert user is not None, "only people with an account come in"
    forget_pending(request)
    keep_for_sign_out(request, user, pending.id_token)
    _record(request, user, pending)
    way_on = pending.next_url or None
    if is_new:
        return complete_signup(request, user=user, redirect_url=way_on)
    return perform_login(request, user, redirect_url=way_on)


def after_linking(pending: Pending, citizen: Citizen) -> str:
    """Where to go: what differs is shown first, and overwritten never."""
    if (citizen.full_name, citizen.birth_date) == (
        pending.facts.full_name,
        pending.facts.birth_date,
    ):
        return pending.next_url
    query = f"?{urlencode({'next': pending.next_url})}" if pending.next_url else ""
    return reverse(FACTS_PAGE) + query


def refuse(request: HttpRequest, refused: SignOnRefused) -> HttpResponse:
    """The page that says why; a number that has changed is noted for the auditor."""
    forget_pending(request)
    if isinstance(refused, NumberChanged):
        logger.warning("a national account of citizen %s has another number now; refused",
                       refused.identity.citizen_id)  # fmt: skip
        note_changed_number(identity=refused.identity)
    return show(request, refused.problem)


def show(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of a sign-on that came to nothing. Its one line in the log has been written where
    the reason was known: Django would add another for a 503."""
    response = render(
        request, "account/national_problem.html", {"problem": problem}, status=problem.status
    )
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _link(request: HttpRequest, pending: Pending, citizen: Citizen) -> HttpResponse:
    link_national(
        actor=Actor.of_citizen(citizen),
        facts=pending.facts,
        proof=NationalIdentity.Proof.SIGNED_IN,
    )
    messages.success(request, _("Đã liên kết với Cổng Dịch vụ công quốc gia."))
    return _stay(request, pending, after_linking(pending, citizen) or reverse(FACTS_PAGE))


def _proved_again(request: HttpRequest, pending: Pending) -> HttpResponse:
    """Signed in already: the same person has shown once more that he is the one."""
    return _stay(request, pending, pending.next_url or reverse(FACTS_PAGE))


def _stay(request: HttpRequest, pending: Pending, page: str) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    keep_for_sign_out(request, user, pending.id_token)
    _record(request, user, pending)
    return redirect(page)


def _record(request: HttpRequest, user: User, pending: Pending) -> None:
    record_authentication(
        request, user, "socialaccount", provider=PROVIDER_ID, uid=pending.facts.subject
    )

"""`/consultations/<key>/opinion/`: a citizen agrees or objects."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.accounts.web.access import ActorRequest, CitizenRequired
from portal.shared.errors import InvalidInput, StalePage
from portal.shared.rate_limit import Limit, TooManyTries
from portal.shared.web.errors import too_many_requests
from portal.shared.web.kept_posts import keep_post, take_post
from services import consultation_queries as queries
from services.actions.give_opinion import MAX_COMMENT, give_opinion, mark_of
from services.models import Consultation, Opinion
from services.web.consultations import wording
from services.web.consultations.pages import found
from services.web.consultations.trying import has_tried

UNUSABLE, MOVED_ON = 422, 409
OPINIONS = Limit("opinion", times=20, seconds=600)


class OpinionForm(forms.Form):
    """What a citizen says. The action says what is missing."""

    stance = forms.ChoiceField(
        label=gettext_lazy("Bạn có đồng ý với đề xuất này không?"),
        choices=Opinion.Stance.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    comment = forms.CharField(
        label=gettext_lazy("Ý kiến của bạn"),
        help_text=gettext_lazy(
            "Bắt buộc khi không đồng ý. Đừng ghi số giấy tờ, địa chỉ hay chuyện riêng. Tối đa "
            "2.000 ký tự."
        ),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    tried_form = forms.BooleanField(label=gettext_lazy("Tôi đã thử điền mẫu đơn"), required=False)


class OpinionView(CitizenRequired):
    """One opinion each; the same page changes it until the end."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The gate; what is sent after the session has ended waits until the next sign-in."""
        if request.method == "POST" and not isinstance(request.user, User):
            keep_post(request)
            return redirect_to_login(request.path)
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get(self, request: ActorRequest, key: UUID) -> HttpResponse:
        """The form with what was said before; after the end the page of the consultation."""
        consultation = found(key)
        if not queries.is_open(consultation):
            messages.info(request, _("Đợt lấy ý kiến này đã kết thúc."))
            return redirect("services:consultation", key=key)
        given = queries.opinion_of(request.actor, consultation)
        kept = take_post(request)
        form = OpinionForm(
            initial={
                "stance": (kept and kept.get("stance")) or (given.stance if given else ""),
                "comment": kept.get("comment", "") if kept else (given.comment if given else ""),
                "tried_form": has_tried(request, key) or bool(given and given.tried_form),
            }
        )
        return _page(request, consultation, form, given, restored=bool(kept))

    def post(self, request: ActorRequest, key: UUID) -> HttpResponse:
        """Take it."""
        consultation = found(key)
        try:
            OPINIONS.spend(str(request.user.pk))
        except TooManyTries as refusal:
            return too_many_requests(request, refusal.seconds)
        form = OpinionForm(request.POST)
        typed = form.data
        try:
            give_opinion(
                actor=request.actor,
                key=key,
                stance=typed.get("stance", ""),
                # Browsers send the end of a line as two letters; it is typed and counted as one.
                comment=typed.get("comment", "").replace("\r\n", "\n"),
                tried_form=bool(typed.get("tried_form")),
                seen=typed.get("seen", ""),
            )
        except InvalidInput as refusal:
            form.is_valid()
            form.errors.clear()
            for field, text in refusal.errors.items():
                form.add_error(field, text)
            return _again(request, consultation, form, UNUSABLE)
        except StalePage as refusal:
            return _again(request, consultation, form, MOVED_ON, words=str(refusal))
        messages.success(request, _("Đã ghi nhận ý kiến của bạn. Bạn sửa được đến khi kết thúc."))
        return redirect("services:consultation", key=key)


def _again(
    request: ActorRequest,
    consultation: Consultation,
    form: OpinionForm,
    status: int,
    *,
    words: str = "",
) -> HttpResponse:
    given = queries.opinion_of(request.actor, consultation)
    return _page(request, consultation, form, given, status=status, words=words)


def _page(
    request: ActorRequest,
    consultation: Consultation,
    form: OpinionForm,
    given: Opinion | None,
    *,
    status: int = 200,
    words: str = "",
    restored: bool = False,
) -> HttpResponse:
    context = {
        "consultation": consultation,
        "procedure": consultation.draft.procedure,
        "name": queries.content_of(consultation).name,
        "is_open": queries.is_open(consultation),
        "until": wording.until(consultation),
        "form": form,
        "given": given,
        "seen": mark_of(given),
        "words": words,
        "restored": restored,
        "limit": MAX_COMMENT,
    }
    return render(request, "public/consultation_opinion.html", context, status=status)

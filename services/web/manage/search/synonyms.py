"""Synonyms: list, try, add, change, delete (/manage/search/synonyms/)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from portal.accounts.web.access import ActorRequest
from portal.shared.errors import InvalidInput
from services.actions.search.delete_synonym import delete_synonym
from services.actions.search.save_synonym import save_synonym
from services.models import SearchWord, Synonym
from services.search.tokens import phrase_of, words
from services.web.manage.access import ManageView
from services.web.manage.search.forms import SynonymForm, with_errors
from services.web.manage.search.trying import try_search

UNUSABLE = 422
PAGE_SIZE = 100


@method_decorator(never_cache, name="dispatch")
class SynonymsView(ManageView, TemplateView):
    """`?q=` words it is about, `?after=` the next page, `?try=` a question."""

    template_name = "manage/search/synonyms.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of synonyms, and what the tried question finds."""
        q = self.request.GET.get("q", "").replace("\0", "")
        tried = self.request.GET.get("try", "")
        found = Synonym.objects.filter(removed=False).order_by("folded")
        if phrase_of(q):
            found = found.filter(folded__contains=phrase_of(q))
        after = self.request.GET.get("after", "").replace("\0", "")
        rows = list(found.filter(folded__gt=after)[: PAGE_SIZE + 1])
        return super().get_context_data(
            synonyms=rows[:PAGE_SIZE],
            next_after=rows[PAGE_SIZE - 1].folded if len(rows) > PAGE_SIZE else "",
            q=q,
            tried=tried,
            trial=try_search(tried),
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class SynonymView(ManageView):
    """A new synonym (`?said=` is filled in) or a present one."""

    def get(self, request: ActorRequest, pk: int | None = None) -> HttpResponse:
        """The form."""
        initial = {"said": request.GET.get("said", "").replace("\0", "")[:80]}
        if pk is not None:
            synonym = _synonym(pk)
            initial = {"said": synonym.said, "meanings": "\n".join(synonym.meanings)}
        return self.page(request, SynonymForm(initial=initial), pk)

    def post(self, request: ActorRequest, pk: int | None = None) -> HttpResponse:
        """Save it."""
        form = SynonymForm(request.POST)
        form.is_valid()
        try:
            synonym = save_synonym(
                actor=request.actor,
                said=form.cleaned_data.get("said", ""),
                meanings=form.meaning_lines(),
                number=pk,
            )
        except Synonym.DoesNotExist as error:
            raise Http404 from error
        except InvalidInput as refusal:
            return self.page(request, with_errors(form, refusal.errors), pk, status=UNUSABLE)
        messages.success(request, _("Đã lưu “%(said)s”.") % {"said": synonym.said})
        unknown = unknown_words(synonym.meanings)
        if unknown:
            text = _("Danh mục chưa có từ: %(words)s. Cách gọi chứa từ đó chưa tìm được gì.")
            messages.warning(request, text % {"words": ", ".join(unknown)})
        return redirect("services:manage_search_synonyms")

    def page(
        self, request: ActorRequest, form: Any, pk: int | None, *, status: int = 200
    ) -> HttpResponse:
        """The form, with errors beside the fields."""
        context = {"form": form, "pk": pk}
        return render(request, "manage/search/synonym.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class SynonymDeleteView(ManageView):
    """Asks before it deletes."""

    def get(self, request: ActorRequest, pk: int) -> HttpResponse:
        """The question."""
        return render(request, "manage/search/synonym_delete.html", {"synonym": _synonym(pk)})

    def post(self, request: ActorRequest, pk: int) -> HttpResponse:
        """Delete it."""
        try:
            said = delete_synonym(actor=request.actor, number=pk)
        except Synonym.DoesNotExist as error:
            raise Http404 from error
        messages.success(request, _("Đã xóa “%(said)s”.") % {"said": said})
        return redirect("services:manage_search_synonyms")


def unknown_words(meanings: list[str]) -> list[str]:
    """Words that no procedure in force has: a meaning with one of them finds nothing yet."""
    asked = list(dict.fromkeys(word for meaning in meanings for word in words(meaning)))
    known = set(SearchWord.objects.filter(text__in=asked).values_list("text", flat=True))
    return [word for word in asked if word not in known and not word.isdigit()]


def _synonym(pk: int) -> Synonym:
    found = Synonym.objects.filter(pk=pk, removed=False).first()
    if found is None:
        raise Http404
    return found

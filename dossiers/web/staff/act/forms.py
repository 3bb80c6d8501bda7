"""What staff type with each step. The actions say what is missing; forms only carry the text."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from portal.shared.web.vnd_field import VndField


class StepForm(forms.Form):
    """Nothing to type: only which version of the dossier the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def _text(label: Any, hint: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReasonForm(StepForm):
    """A reason that the citizen reads."""

    reason = _text(_("Lý do"), _("Công dân đọc được. Nêu rõ căn cứ và cách khắc phục."))


class PinInput(forms.PasswordInput):
    """Never shows a PIN again, but the demo's own, which it fills in."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Whatever was typed stays out of the page."""
        return forms.TextInput.get_context(self, name, settings.DEMO_SIGNING_PIN or None, attrs)


def pin_field(hint: Any, *, required: bool) -> forms.CharField:
    """The PIN of a signing key."""
    return forms.CharField(
        label=_("Mã PIN của khóa ký"),
        help_text=hint,
        required=required,
        strip=False,
        max_length=64,
        initial=lambda: settings.DEMO_SIGNING_PIN,
        widget=PinInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


class DecideForm(StepForm):
    """The leader's PIN, where he has a key: the result is signed as soon as it is printed."""

    def __init__(self, *args: Any, has_key: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_key:
            hint = _("Nhập để ký số ngay khi in xong. Để trống thì kết quả chờ ở mục “Ký kết quả”.")
            self.fields["pin"] = pin_field(hint, required=False)


class CommentForm(StepForm):
    """What the leader wants to be looked at again."""

    comment = _text(_("Ý kiến của lãnh đạo"), _("Chỉ cán bộ đọc được."))


class TakeCashForm(StepForm):
    """The first cash of the day also opens the clerk's till."""

    float_vnd = VndField(
        label=_("Tiền đầu ngày"),
        help_text=_(
            "Sổ quỹ hôm nay của bạn chưa mở. Ghi tiền lẻ có sẵn trong quỹ, chưa kể khoản đang thu, "
            "ví dụ 500.000. Không có thì nhập 0."
        ),
    )

    def __init__(self, *args: Any, is_till_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_till_open:
            del self.fields["float_vnd"]


class NoteForm(StepForm):
    """A note among staff."""

    text = _text(_("Ghi chú"), _("Chỉ cán bộ đọc được."), rows=3)


class SupplementForm(StepForm):
    """Form 02: which papers, what, and why."""

    requirement_keys = forms.MultipleChoiceField(
        label=_("Giấy tờ cần bổ sung"), required=False, widget=forms.CheckboxSelectMultiple
    )
    what = _text(
        _("Nội dung cần bổ sung"), _("Nêu đủ trong một lần: pháp luật chỉ cho yêu cầu một lần.")
    )
    why = _text(_("Lý do"), rows=3)

    def __init__(self, *args: Any, papers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["requirement_keys"])
        field.choices = papers


class ProposalForm(StepForm):
    """The result that the officer proposes."""

    outcome = forms.ChoiceField(
        label=_("Đề xuất"),
        choices=Dossier.Outcome.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    text = _text(
        _("Nội dung kết quả"), _("In nguyên văn trên văn bản trả kết quả cho công dân."), rows=8
    )

"""`…/draft/notices/`: what the procedure adds to mails and pages."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from services.actions.edit_draft import Change
from services.content import RevisionContent
from services.editing.notices import set_notices
from services.notices import NoticeEvent
from services.web.manage.editor.fields import LinesField
from services.web.manage.editor.page import SheetPage
from services.web.manage.editor.sheet import Sheet, Unchecked


class NoticesForm(Unchecked):
    """A text for each event."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for event in NoticeEvent:
            field: forms.Field = LinesField(label=event.label, optional=True)
            self.fields[event.value] = field


class NoticesView(SheetPage):
    """All of them on one page."""

    part = "notices"
    template_name = "manage/draft/notices.html"

    def sheet(self, data: QueryDict | None, content: RevisionContent) -> Sheet:
        """One form."""
        return Sheet(NoticesForm(data, initial=content.notices))

    def change(self, sheet: Sheet) -> Change:
        """Set all texts."""
        texts = dict(sheet.form.cleaned_data)
        return lambda content: set_notices(content, texts)

    def words(self, sheet: Sheet) -> str:
        """For the history."""
        return _("Sửa lời nhắn cho người dân")

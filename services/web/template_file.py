"""`/services/<code>/templates/<key>/`: an empty form to download."""

import uuid

from django.http import FileResponse, Http404, HttpRequest
from django.views import View

from portal.accounts.web.access import ActorRequest
from portal.shared.web.serving import send_file
from services.models import Requirement, Revision, TemplateFile
from services.web.manage.access import ManageView


class TemplateFileView(View):
    """For everybody: a form that a revision of the procedure asks or asked for. What only a draft
    names is a 404."""

    def get(self, request: HttpRequest, code: str, key: uuid.UUID) -> FileResponse:
        """The file, always as a download."""
        asked = Requirement.objects.filter(
            template__key=key, revision__procedure__code=code
        ).exclude(revision__state__in=(Revision.State.DRAFT, Revision.State.SCHEDULED))
        paper = asked.select_related("template").first()
        if paper is None or paper.template is None:
            raise Http404
        return _sent(paper.template)


class ManageTemplateFileView(ManageView):
    """For admins: also what only a draft names."""

    def get(self, request: ActorRequest, key: uuid.UUID) -> FileResponse:
        """The file, always as a download."""
        file = TemplateFile.objects.filter(key=key).first()
        if file is None:
            raise Http404
        return _sent(file)


def _sent(file: TemplateFile) -> FileResponse:
    return send_file(str(file.file), media_type=file.media_type, name=file.name, inline=False)

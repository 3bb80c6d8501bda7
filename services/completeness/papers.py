"""What the papers lack."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from services.completeness.gap import Gap
from services.content import RevisionContent
from services.editing.eform_fields import askable_fields
from services.template_files import known_templates


def gaps(content: RevisionContent) -> Iterator[Gap]:
    """Papers that refer to what is not there (any more)."""
    fields = {field.key for field in askable_fields(content)}
    known = known_templates(paper.template for paper in content.papers if paper.template)
    for paper in content.papers:
        words = {"paper": paper.name}
        if "field" in paper.replaced_by and paper.replaced_by["field"] not in fields:
            text = _("“%(paper)s”: câu hỏi thay cho giấy này không còn trong mẫu đơn.") % words
            yield Gap("papers", paper.key, text)
        if paper.template and paper.template not in known:
            yield Gap("papers", paper.key, _("“%(paper)s”: tệp mẫu không còn.") % words)

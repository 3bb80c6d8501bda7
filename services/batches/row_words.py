"""What a row of the preview says."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.money import format_vnd
from services.batches.present import Present
from services.content import RevisionContent
from services.difference import difference
from services.models import FeeItem, Revision
from services.plain_case import plain_quote

MOST_SENTENCES = 40
LONGEST = 600


def names_of_codes() -> dict[str, str]:
    """Names for what contents hold as codes."""
    return dict(Agency.objects.values_list("code", "name"))


def changed_words(
    old: RevisionContent, new: RevisionContent, names: Mapping[str, str]
) -> list[str]:
    """One sentence for each change, the first MOST_SENTENCES."""
    texts = [change.text[:LONGEST] for change in difference(old, new, names=names)]
    more = len(texts) - MOST_SENTENCES
    if more > 0:
        texts = [*texts[:MOST_SENTENCES], _("và %(count)d thay đổi khác") % {"count": more}]
    return texts


def added_words(code: str, content: RevisionContent, present: Present | None) -> list[str]:
    """What a procedure that is not in force will be."""
    words = [_("Thủ tục đang bị bãi bỏ, sẽ được công bố lại.")] if _was_withdrawn(present) else []
    words.append(_("Lĩnh vực: %(sector)s") % {"sector": content.sector})
    words.append(_("Cơ quan: %(agency)s") % {"agency": content.agency_text or "–"})
    words.append(_("Thời hạn: %(time)s") % {"time": time_words(content)})
    words.append(_("Phí, lệ phí: %(fee)s") % {"fee": fee_words(code, content)})
    words.append(
        _("%(papers)d thành phần hồ sơ, %(steps)d bước giải quyết")
        % {"papers": len(content.papers), "steps": len(content.steps)}
    )
    return words


def draft_note() -> str:
    """For a procedure that somebody drafts at the same time."""
    return _("Đang có bản soạn thảo; sau đợt này, bản đó phải mở lại từ phiên bản mới.")


def time_words(content: RevisionContent) -> str:
    """`10 ngày làm việc`."""
    unit = dict(Revision.TimeUnit.choices).get(content.time_unit, "")
    if content.time_value is None:
        return str(unit) or _("không nêu")
    return f"{content.time_value} {unit}"


def fee_words(code: str, content: RevisionContent) -> str:
    """What a plain case pays at the counter."""
    if not content.fee_stated:
        return content.fee_note[:LONGEST] or _("không nêu")
    items = [FeeItem(**vars(fee)) for fee in content.fees]
    quote = plain_quote(
        items, (), online=False, level=content.level, on=clock.today(), procedure_code=code
    )
    return format_vnd(quote.total_vnd)


def _was_withdrawn(present: Present | None) -> bool:
    return present is not None and present.revision is not None and present.content is None

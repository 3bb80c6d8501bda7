"""Words added to the notices about a dossier."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.difference.change import Change
from services.difference.facts import told
from services.difference.values import as_json, quoted


def notice_changes(old: Any, new: Any, names: Mapping[str, str]) -> Iterable[Change]:
    """Each event whose words differ; `names` call the events."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        old, new = {"": old}, {"": new}
    for event in [*new, *(each for each in old if each not in new)]:
        if old.get(event) != new.get(event) or (event in old) != (event in new):
            label = _("lời nhắn khi “%(event)s”") % {"event": names.get(event, event)}
            before, after = (
                quoted(each[event]) or as_json(each[event]) if event in each else ""
                for each in (old, new)
            )
            yield told("notices", str(event), label, before, after)

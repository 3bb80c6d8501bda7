"""Which agency handles a procedure, found by the words of the published decision."""

from collections.abc import Iterable

from portal.agencies.models import Agency
from portal.shared.folding import fold
from services.importing.handmade import Handmade


class HandlingAgencies:
    """Finds provincial agencies by name; district and commune agencies follow the citizen."""

    def __init__(self, agencies: Iterable[Agency], handmade: Handmade) -> None:
        # Of two with the same name the one that is at work.
        in_order = sorted(agencies, key=lambda agency: not agency.is_closed)
        self._by_name = {fold(agency.name): agency for agency in in_order}
        self._names = [(fold(words), fold(name)) for words, name in handmade.agency_names]

    def find(self, text: str) -> Agency | None:
        """The provincial agency that the text names, or None; of a closed one whoever does its
        work now."""
        found = self._find(fold(text))
        return found.present if found else None

    def _find(self, folded: str) -> Agency | None:
        if folded in self._by_name:
            return self._by_name[folded]
        for words, name in self._names:
            if words in folded and name in self._by_name:
                return self._by_name[name]
        return None

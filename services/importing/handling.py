"""Which agency handles a procedure, found by the words of the published decision."""

from collections.abc import Iterable

from portal.agencies.models import Agency
from portal.shared.folding import fold
from services.importing.handmade import Handmade


class HandlingAgencies:
    """Finds provincial agencies by name; district and commune agencies follow the citizen."""

    def __init__(self, agencies: Iterable[Agency], handmade: Handmade) -> None:
        self._by_name = {fold(agency.name): agency for agency in agencies}
        self._names = [(fold(words), fold(name)) for words, name in handmade.agency_names]

    def find(self, text: str) -> Agency | None:
        """The provincial agency that the text names, or None."""
        folded = fold(text)
        if folded in self._by_name:
            return self._by_name[folded]
        for words, name in self._names:
            if words in folded and name in self._by_name:
                return self._by_name[name]
        return None

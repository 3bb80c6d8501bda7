"""Communes to choose an address from. Pure: the rows come from whoever reads the database."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

# The chosen "commune" of an address outside the province: the whole address stands in its line.
ELSEWHERE = "other"


@dataclass(frozen=True)
class District:
    """A district and its communes as (code, name)."""

    name: str
    communes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Places:
    """The communes of one province."""

    province: str = ""
    districts: tuple[District, ...] = ()

    @cached_property
    def _names(self) -> dict[str, str]:
        return {
            code: f"{name}, {district.name}, {self.province}"
            for district in self.districts
            for code, name in district.communes
        }

    def full_name(self, code: str) -> str | None:
        """`Xã Tam Tiến, Huyện Núi Thành, tỉnh Quảng Nam` of a code, or None."""
        return self._names.get(code)

    @cached_property
    def options(self) -> SafeString:
        """The `<optgroup>` elements of a select; made once, they are the bulk of a page."""
        return format_html_join(
            "",
            '<optgroup label="{}">{}</optgroup>',
            (
                (
                    district.name,
                    format_html_join("", '<option value="{}">{}</option>', district.communes),
                )
                for district in self.districts
            ),
        )


PlacesProvider = Callable[[], Places]

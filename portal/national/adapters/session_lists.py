"""What may be read in the form with a session login: one dossier, the catalogue.

The names of the calls are known, the shapes of their answers are assumed (docs/national-sync.md).
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.national.adapters.port import EndpointError, TheirProcedure
from portal.national.adapters.session_transport import Said, SessionTransport
from portal.national.adapters.session_verdicts import is_missing


class SessionLists:
    """Reads."""

    def __init__(self, transport: SessionTransport) -> None:
        self._transport = transport

    def keys_of(self, code: str) -> list[str] | None:
        """`<status>@<yyyyMMddHHmmss>` of each step; None when the dossier is unknown there."""
        said = self._transport.call("TraCuuHoSo", mahoso=code)
        if not said.is_good and is_missing(said.reason):
            return None
        steps = _object(said).get("DanhSachTienDo")
        if not isinstance(steps, list):
            raise _malformed()
        return [_key(step) for step in steps]

    def procedures(self) -> list[TheirProcedure]:
        """By code. A procedure of which the list says too little is asked for."""
        said = self._transport.call("LayDanhSachTTHC")
        listed = _good(said).get("data")
        if not isinstance(listed, list):
            raise _malformed()
        return sorted((self._procedure(each) for each in listed), key=lambda each: each.code)

    def _procedure(self, listed: object) -> TheirProcedure:
        facts: Mapping[str, Any] = listed if isinstance(listed, Mapping) else {}
        if "MucDo" not in facts or "ConHieuLuc" not in facts:
            code = str(facts.get("MaTTHC", ""))
            facts = {**facts, **_object(self._transport.call("LayThuTuc", maTTHC=code))}
        try:
            return TheirProcedure(
                code=str(facts["MaTTHC"]),
                name=str(facts["TenTTHC"]),
                level=int(facts["MucDo"]),
                in_force=str(facts["ConHieuLuc"]) == "1",
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _malformed() from error


def _good(said: Said) -> Mapping[str, Any]:
    if not said.is_good:
        raise EndpointError(said.reason, may_be_the_message=True)
    return said.content


def _object(said: Said) -> Mapping[str, Any]:
    data = _good(said).get("data")
    if not isinstance(data, Mapping):
        raise _malformed()
    return data


def _key(step: object) -> str:
    if not isinstance(step, Mapping) or "TrangThai" not in step or "ThoiDiemXuLy" not in step:
        raise _malformed()
    return f"{step['TrangThai']}@{step['ThoiDiemXuLy']}"


def _malformed() -> EndpointError:
    return EndpointError(_("Cổng quốc gia trả lời thiếu dữ liệu cần có."), may_be_the_message=True)

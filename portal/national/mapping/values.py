"""Value lists of the wire. Codes are sent as they are, never prettied.

From memory, not seen in a source: HinhThuc 2, NoiNopHoSo 1, LoaiPhiLePhi, TrangThaiBoSung.
"""

from datetime import datetime

from dossiers.models import Dossier
from portal.shared.clock import PROVINCE_TIME

# KenhThucHien: 1 at the counter, 2 online, 3 by public post. Paper that a clerk digitises is filed
# through the citizen's own account and counts as online (Chỉ thị 04 of Quảng Nam, 1/3/2022); that
# it was assisted is said in ThongTinKhac.
INTAKE_CHANNEL: dict[str, str] = {
    Dossier.Provenance.CITIZEN: "2",
    Dossier.Provenance.HELPED: "2",
    Dossier.Provenance.DIGITISED: "2",
    Dossier.Provenance.POST: "3",
}
ASSISTED = frozenset({Dossier.Provenance.HELPED, Dossier.Provenance.DIGITISED})

# HinhThuc: 0 at the one-stop counter, 1 by post, 2 online (from memory).
RETURN_CHANNEL: dict[str, str] = {
    Dossier.ReturnChannel.COUNTER: "0",
    Dossier.ReturnChannel.POST: "1",
    Dossier.ReturnChannel.ONLINE: "2",
}

# LoaiDoiTuong: 1 citizen, 2 enterprise, 3 state body, 4 other organisation. Only citizens own
# dossiers.
CITIZEN = "1"
# LoaiDinhDanh: 1 the 12-digit personal number, 2 the old 9-digit one.
PERSONAL_NUMBER, OLD_IDENTITY_CARD = "1", "2"
# NoiNopHoSo: 1 the national portal (from memory), 2 the province's.
NATIONAL_PORTAL, PROVINCIAL_PORTAL = "1", "2"
# HinhThucThu: 1 at reception, 2 with a supplement, 4 with the result.
COLLECTED_AT_RECEPTION = "1"
# LoaiPhiLePhi: from memory.
FEE, CHARGE = "1", "2"
# LoaiGiayTo: 0 original, 1 copy, 2 electronic.
ELECTRONIC_COPY = "2"
# DuocTaiSuDung: 0 no, 1 from a paper of another dossier, 2 from the result of another one.
NOT_REUSED = "0"


def wire_moment(moment: datetime | None) -> str:
    """`20220322140300` in the province's time; empty for none."""
    return "" if moment is None else f"{moment.astimezone(PROVINCE_TIME):%Y%m%d%H%M%S}"


def flag(holds: bool) -> str:
    """`1` or `0`."""
    return "1" if holds else "0"

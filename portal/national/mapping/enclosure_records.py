"""The lists inside the record of the whole dossier (`DongBoHoSoMC`)."""

from portal.national.mapping import values
from portal.national.mapping.enclosures import Enclosures, Fee, FileGiven, Result, SupplementAsked

Record = dict[str, object]


def papers_given(enclosures: Enclosures, *, digitised: bool) -> list[Record]:
    """`TaiLieuNop`: the files for the papers of the procedure.

    `MaThanhPhanHoSo` is our key of the paper: the national catalogue's codes of papers are not
    known. Only files that were filed are listed, and those cannot be removed again.
    """
    return [_paper(each, digitised) for each in enclosures.files if each.paper]


def other_papers(enclosures: Enclosures) -> list[Record]:
    """`DanhSachTepDinhKemKhac`: files for what the procedure does not name."""
    return [
        {"TenGiayTo": each.name, "SoLuong": "1", "LoaiGiayTo": values.ELECTRONIC_COPY}
        for each in enclosures.files
        if not each.paper
    ]


def fees(enclosures: Enclosures) -> list[Record]:
    """`DanhSachLePhi`: each fee and charge, with what is to be paid for it."""
    return [_fee(each) for each in enclosures.fees]


def supplements(enclosures: Enclosures) -> list[Record]:
    """`DanhSachHoSoBoSung`: what was asked for later, and what came."""
    return [_supplement(each) for each in enclosures.supplements]


def results(enclosures: Enclosures, *, handed_over: bool) -> list[Record]:
    """`DanhSachGiayToKetQua`. The link opens for the owner, once it has been handed over."""
    return [_result(each, handed_over) for each in enclosures.results]


def _paper(each: FileGiven, digitised: bool) -> Record:
    return {
        "TepDinhKemId": each.key,
        "TenTepDinhKem": each.name,
        "IsDeleted": values.flag(False),
        "MaThanhPhanHoSo": each.paper,
        "DuongDanTaiTepTin": each.url,
        "DuocSoHoa": values.flag(digitised),
        # Every file is uploaded for its dossier; none comes from another one or from a store.
        "DuocTaiSuDung": values.NOT_REUSED,
        "DuocLayTuKhoDMQG": values.flag(False),
        "MaKetQuaThayThe": "",
    }


def _fee(each: Fee) -> Record:
    return {
        "TenPhiLePhi": each.name,
        "MaPhiLePhi": each.key,
        "HinhThucThu": values.COLLECTED_AT_RECEPTION,
        "Gia": str(each.amount_vnd),
        "LoaiPhiLePhi": values.FEE if each.is_fee else values.CHARGE,
    }


def _supplement(each: SupplementAsked) -> Record:
    return {
        "HoSoBoSungId": str(each.number),
        "NguoiYeuCauBoSung": each.asked_by,
        "NoiDungBoSung": each.text,
        "NgayBoSung": values.wire_moment(each.asked_at),
        # The portal itself takes a supplement in; no person does.
        "NguoiTiepNhanBoSung": "",
        "ThongTinTiepNhan": each.answer,
        "NgayTiepNhanBoSung": values.wire_moment(each.supplied_at),
        "TrangThaiBoSung": values.flag(each.supplied_at is not None),
        "DanhSachGiayToBoSung": [
            {"MaThanhPhanHoSo": key, "TenGiayTo": name} for key, name in each.papers
        ],
        # The fee is set when a dossier is filed; a supplement never adds one.
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": values.wire_moment(each.due_before),
        "NgayHenTraMoi": values.wire_moment(each.due_after),
    }


def _result(each: Result, handed_over: bool) -> Record:
    return {
        "TenGiayTo": each.name,
        "MaThanhPhanHoSo": "",
        "GiayToId": each.key,
        "DuongDanTepTinKetQua": each.url if handed_over else "",
        "MaGiayToKetQua": "",
    }

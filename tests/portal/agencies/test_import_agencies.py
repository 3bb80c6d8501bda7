"""The seed of places and agencies."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.fields import commune_choices
from portal.agencies.models import AdministrativeUnit, Agency
from portal.agencies.queries import communes_by_district


def test_imports_the_province(db: None, capsys) -> None:
    call_command("import_agencies")
    assert capsys.readouterr().out == "259 units, 281 agencies.\n"
    assert AdministrativeUnit.objects.filter(parent=None).count() == 18
    assert AdministrativeUnit.objects.exclude(parent=None).count() == 241
    justice = Agency.objects.get(code="000.00.15.H47")
    assert (justice.name, justice.code_2020) == ("Sở Tư pháp", "H47.15")
    tam_tien = Agency.objects.get(unit__code="20974")
    assert (tam_tien.code, tam_tien.code_2020) == ("000.04.46.H47", "H47.46.4")
    assert tam_tien.name == "Ủy ban nhân dân xã Tam Tiến"
    assert tam_tien.parent.name == "Ủy ban nhân dân huyện Núi Thành"
    assert tam_tien.parent.parent.level == Agency.Level.CENTRE
    assert tam_tien.is_one_stop
    land = Agency.objects.get(code="000.01.13.H47")
    assert land.parent.name == "Sở Tài nguyên và Môi trường"


def test_a_second_import_changes_nothing(db: None) -> None:
    call_command("import_agencies")
    before = list(Agency.objects.values().order_by("pk"))
    call_command("import_agencies")
    assert list(Agency.objects.values().order_by("pk")) == before


def test_address_select_in_one_query(db: None, django_assert_num_queries) -> None:
    call_command("import_agencies")
    with django_assert_num_queries(1):
        districts = communes_by_district()
        communes_by_district()
    assert [d.name for d in districts][:2] == ["Thành phố Tam Kỳ", "Thành phố Hội An"]
    assert sum(len(d.communes) for d in districts) == 241
    assert commune_choices()[0] == ("", "Chọn xã, phường, thị trấn")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("code,name\n1,A\n", "units.csv: missing column kind, parent"),
        ("code,name,kind,parent\n", "units.csv: no rows"),
        (
            "code,name,kind,parent\n502,Tam Kỳ,thanh-pho,49\n1,A,xa,999\n502,B,huyen,49\n",
            "units.csv line 3, column parent: no district 999 on an earlier line\n"
            "units.csv line 4, column code: 502 stands on an earlier line already",
        ),
        (
            "code,name,kind,parent\n502,,thanh-pho,49\n,A,xa,502\n503,A,tinh,49\n",
            "units.csv line 2, column name: empty\n"
            "units.csv line 3, column code: empty\n"
            "units.csv line 4, column kind: “tinh” is not a kind of district or commune",
        ),
    ],
)
def test_bad_rows_are_named_and_nothing_is_written(
    db: None, tmp_path: Path, text: str, problem: str
) -> None:
    file = tmp_path / "units.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("import_agencies", units=file)
    assert str(refusal.value) == f"Nothing was written.\n{problem}"
    assert not AdministrativeUnit.objects.exists()
    assert not Agency.objects.exists()


def test_a_missing_file_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("import_agencies", agencies=tmp_path / "none.csv")

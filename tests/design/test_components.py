"""Every component renders with the parameters it documents, in both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from tests.design.samples import FILE, SampleForm, bound_form, samples, slot

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
FILES = sorted(file.name for file in COMPONENTS.glob("*.html"))


def render(name: str, /, **parameters: object) -> str:
    return render_to_string(f"components/{name}", parameters)


def test_every_component_has_a_sample_and_a_line_in_the_docs() -> None:
    documented = (Path(settings.BASE_DIR) / "docs" / "components.md").read_text(encoding="utf-8")

    assert set(FILES) == set(samples())
    assert [name for name in FILES if f"`{name}`" not in documented] == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", FILES)
def test_renders_without_a_request(name: str, language: str) -> None:
    with translation.override(language):
        html = render(name, **samples()[name])

    assert "{%" not in html
    assert " style=" not in html
    assert "<script" not in html


@pytest.mark.parametrize("name", FILES)
def test_says_what_it_takes_at_its_top(name: str) -> None:
    first = (COMPONENTS / name).read_text(encoding="utf-8")
    assert first.startswith("{% comment %}")


@pytest.mark.parametrize("icon", sorted(file.stem for file in COMPONENTS.glob("icons/*.svg")))
def test_icons_render_and_stay_silent(icon: str) -> None:
    html = render("icon.html", name=icon)
    assert html.strip().startswith("<svg")
    assert 'aria-hidden="true"' in html


def test_error_summary_links_each_error_to_its_field() -> None:
    html = render("error_summary.html", form=bound_form())

    assert 'href="#id_identity_number"' in html
    assert 'href="#id_purpose_0"' in html
    assert "autofocus" in html


def test_error_summary_of_a_list() -> None:
    html = render("error_summary.html", errors=[{"href": "#id_x", "text": "Hãy nhập <số>"}])
    assert '<li><a href="#id_x">Hãy nhập &lt;số&gt;</a></li>' in html


def test_error_summary_is_silent_without_errors() -> None:
    assert render("error_summary.html", form=SampleForm()).strip() == ""


def test_field_ties_label_hint_and_error_to_the_control() -> None:
    html = render("field.html", field=bound_form()["identity_number"])

    assert '<label class="field__label" for="id_identity_number">' in html
    assert 'aria-describedby="id_identity_number_helptext id_identity_number_error"' in html
    assert 'id="id_identity_number_helptext"' in html
    assert 'id="id_identity_number_error"' in html
    assert 'aria-invalid="true"' in html


def test_field_escapes_a_label_and_hint() -> None:
    html = render("field.html", field=SampleForm()["note"], label="<b>x</b>", hint="<i>y</i>")
    assert "&lt;b&gt;x&lt;/b&gt;" in html
    assert "&lt;i&gt;y&lt;/i&gt;" in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = render("field.html", field=SampleForm()["purpose"])
    assert '<legend class="field__label">Mục đích yêu cầu cấp phiếu</legend>' in html


@pytest.mark.parametrize(
    ("kind", "role"),
    [("error", "alert"), ("warning", "alert"), ("success", "status"), ("info", "status")],
)
def test_banner_announces_itself_by_its_kind(kind: str, role: str) -> None:
    assert f'role="{role}"' in render("banner.html", kind=kind, text="x")
    assert "role=" not in render("banner.html", kind=kind, text="x", quiet=True)


def test_summary_list_names_what_is_empty_and_what_a_link_changes() -> None:
    html = render("summary_list.html", rows=[{"key": "Điện thoại", "value": "", "href": "/e/"}])
    assert "Chưa điền" in html
    assert '<a href="/e/">Sửa<span class="visually-hidden"> Điện thoại</span></a>' in html


def test_summary_list_shows_a_zero() -> None:
    assert "<dd>0</dd>" in render("summary_list.html", rows=[{"key": "Số con", "value": 0}])


def test_a_full_slot_for_one_file_offers_no_second_upload() -> None:
    assert "data-upload-progress" not in render("upload_slot.html", slot=slot(files=[FILE]))
    assert "data-upload-progress" in render("upload_slot.html", slot=slot())
    assert "data-upload-progress" in render(
        "upload_slot.html", slot=slot(files=[FILE], multiple=True)
    )


def test_a_read_only_slot_has_no_form() -> None:
    read_only = slot(action="", files=[{**FILE, "remove_url": ""}])
    assert "<form" not in render("upload_slot.html", slot=read_only)

"""Every layout of a result has one place of signature, on its last page, with room for both."""

import io
from collections.abc import Callable

import pikepdf
import pytest

from dossiers.documents.render import pdf_of
from dossiers.models import Document, Dossier
from dossiers.signatures.marks import PLACE, PLACE_OF_SIGNATURE
from services.models import Revision


@pytest.mark.django_db
@pytest.mark.parametrize("layout", sorted(Revision.ResultTemplate.values))
def test_the_place_is_found_in_every_layout(
    make_dossier: Callable[..., Dossier], layout: str
) -> None:
    dossier = make_dossier("completed", result_template=layout)
    with pikepdf.open(
        io.BytesIO(pdf_of(Document.objects.get(dossier=dossier, kind="result")))
    ) as pdf:
        places = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())
        page, _kind, left, top, _zoom = places[PLACE_OF_SIGNATURE]
        assert page.objgen == pdf.pages[-1].objgen
        box = pdf.pages[-1].mediabox
        assert float(left) + PLACE.width < float(box[2]) - 40
        assert float(top) - PLACE.height > 56
        # The seal's two thirds that are left of the signature stand on the page too.
        assert float(left) > 200

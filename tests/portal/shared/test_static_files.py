"""Addresses of styles and scripts are those of the manifest."""

from pathlib import Path

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from portal.shared.static_files import KeptAddresses


def test_the_address_is_the_one_that_the_manifest_says(tmp_path: Path) -> None:
    where = {"location": str(tmp_path), "base_url": "/static/"}
    first = KeptAddresses(**where)
    first.save("css/main.css", ContentFile(b"body{}"))
    list(first.post_process({"css/main.css": (first, "css/main.css")}))

    kept, plain = KeptAddresses(**where), CompressedManifestStaticFilesStorage(**where)

    address = plain.url("css/main.css")
    assert address.startswith("/static/css/main.")
    assert [kept.url("css/main.css"), kept.url("css/main.css")] == [address, address]

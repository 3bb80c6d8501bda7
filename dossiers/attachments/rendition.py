"""An upright PDF of a photo: what people are shown, and what staff print."""

import io
import uuid

import img2pdf
from django.db import transaction
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from dossiers.models import Attachment
from portal.shared.uploads import store
from portal.shared.uploads.checking.kinds import HEIC, JPEG, PNG, Kind

register_heif_opener()

# A4 at 300 dots an inch: every letter of a photographed paper stays readable.
_LONG_SIDE = 3508
_QUALITY = 85
_A4 = img2pdf.get_layout_fun(
    (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)), border=(img2pdf.mm_to_pt(8),) * 2,
    auto_orient=True,
)  # fmt: skip
_PHOTOS = {kind.media_type: kind for kind in (JPEG, PNG, HEIC)}


def make_rendition(*, attachment_id: int) -> bool:
    """Write the PDF and note it. Safe to repeat: False when there is nothing to make any more.

    The photo is painted anew: turned as the camera says, without place and time of the camera,
    and without whatever else the file may have carried.
    """
    attachment = Attachment.objects.filter(
        pk=attachment_id, state=Attachment.State.ACCEPTED, rendition=""
    ).first()
    kind = _PHOTOS.get(attachment.media_type) if attachment else None
    if attachment is None or kind is None:
        return False
    place = store.place_of(uuid.uuid4(), ".pdf")
    store.write(place, _pdf_of(attachment, kind))
    if _note(attachment, place):
        return True
    store.delete(place)
    return False


def _note(attachment: Attachment, place: str) -> bool:
    """False when the file was removed, or its PDF made, in the meantime."""
    with transaction.atomic():
        waiting = Attachment.objects.filter(
            pk=attachment.pk, state=Attachment.State.ACCEPTED, rendition=""
        )
        return bool(waiting.update(rendition=place))


def _pdf_of(attachment: Attachment, kind: Kind) -> bytes:
    with Image.open(store.path_of(attachment.file), formats=[kind.pillow_format]) as photo:
        photo.draft("RGB", (_LONG_SIDE, _LONG_SIDE))
        upright = ImageOps.exif_transpose(photo)
        upright.thumbnail((_LONG_SIDE, _LONG_SIDE))
        painted = io.BytesIO()
        _on_white(upright).save(painted, "JPEG", quality=_QUALITY, optimize=True)
    return bytes(img2pdf.convert(painted.getvalue(), layout_fun=_A4))


def _on_white(photo: Image.Image) -> Image.Image:
    """JPEG knows no transparency: what shows through becomes white."""
    if photo.mode in ("RGB", "L"):
        return photo
    layer = photo.convert("RGBA")
    page = Image.new("RGB", layer.size, "white")
    page.paste(layer, mask=layer.getchannel("A"))
    return page

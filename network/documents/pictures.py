"""Pictures: drawn anew when they come, so that nothing of them stays but what is seen; and shown
with a watermark.

What a camera writes beside the picture (where and when it was taken, EXIF and GPS) is gone, and
whatever else was hidden in the file. Turned as the camera held it, and at most as large as a page
needs.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from network.documents.flaws import Flaw, Unfit
from network.documents.kinds import Media
from network.documents.veil import INK, veil

MOST_PIXELS = 50_000_000
LONGEST = 4_000  # pixels of an edge that are kept: an A4 page at 340 dots an inch
QUALITY = 88
FORMATS = {Media.JPEG: ("JPEG", "MPO"), Media.PNG: ("PNG",)}


def cleaned(content: bytes, media: Media) -> bytes:
    """The picture and nothing else. Raises Unfit."""
    warnings.simplefilter("ignore")  # about metadata that nobody will read
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, with its own sentence
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS[media]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Unfit(Flaw.TOO_MANY_PIXELS)
            opened.draft("RGB", (LONGEST, LONGEST))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST, LONGEST))
            return _written(_plain(upright), media)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError) as broken:
        raise Unfit(Flaw.DAMAGED) from broken


def stamped(content: bytes, media: Media, says: str) -> bytes:
    """The picture with the watermark over it."""
    with Image.open(io.BytesIO(content), formats=FORMATS[media]) as opened:
        shown = opened.convert("RGB")
    ink = Image.new("RGB", shown.size, (INK, INK, INK))
    shown.paste(ink, (0, 0), veil(*shown.size, says))
    return _written(shown, media)


def _plain(picture: Image.Image) -> Image.Image:
    """In a mode that both formats know, and without anything that travels beside the picture."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _written(picture: Image.Image, media: Media) -> bytes:
    file = io.BytesIO()
    picture.info = {}
    if media is Media.PNG:
        picture.save(file, "PNG")
    else:
        picture.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()

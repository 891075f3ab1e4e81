"""The watermark: who looks and when, drawn over a whole page so that no cut is free of it.

Drawn with the product's own letters, which know č, š and ž; they come as two files, of which each
letter is in one.
"""

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent.parent / "static" / "fonts"
NAME = "atkinson-hyperlegible-next-{}-wght-normal.woff2"
LATIN_ENDS = 0x100
FAINT, CLEAR = 60, 190  # how much of 255 of the ink shows: across the page, and at its foot
TILT = 30  # degrees
SUBSETS = ("latin", "latin-ext")
INK = 96  # grey


def veil(width: int, height: int, says: str) -> Image.Image:
    """How much ink lies where, on a page of so many pixels."""
    size = max(min(width, height) // 34, 9)
    line = written(says, size)
    turned = line.rotate(TILT, expand=True, resample=Image.Resampling.BICUBIC)
    made = Image.new("L", (width, height))
    down = max(turned.height * 3 // 5, 1)
    for row, top in enumerate(range(-down // 2, height, down)):
        for left in range(-(row % 2) * turned.width // 2, width, turned.width + size):
            made.paste(turned.point(_faint), (left, top), turned)
    foot = line.point(_clear)
    if foot.width > width:
        foot = foot.resize((width, max(foot.height * width // foot.width, 1)))
    made.paste(foot, (max((width - foot.width) // 2, 0), height - foot.height), foot)
    return made


def written(says: str, size: int) -> Image.Image:
    """How much ink lies where, for one line in letters of so many pixels."""
    plain, further = _letters(size)
    fonts = [(each, plain if ord(each) < LATIN_ENDS else further) for each in says]
    long = sum(font.getlength(each) for each, font in fonts)
    made = Image.new("L", (int(long) + 2 * size, size * 2))
    draw, at = ImageDraw.Draw(made), float(size)
    for each, font in fonts:
        draw.text((at, size * 1.4), each, fill=255, font=font, anchor="ls")
        at += _wide(font, each)
    return made


@cache
def _letters(size: int) -> tuple[FreeTypeFont, FreeTypeFont]:
    plain, further = (ImageFont.truetype(FONTS / NAME.format(each), size) for each in SUBSETS)
    return plain, further


def _wide(font: FreeTypeFont, letter: str) -> float:
    return float(font.getlength(letter))


def _faint(ink: int) -> int:
    return ink * FAINT // 255


def _clear(ink: int) -> int:
    return ink * CLEAR // 255

"""PDF: what is in it besides pages, and the watermark over each of them.

Read with qpdf (pikepdf), which also mends what is broken; what people are shown is always written
anew from what was read, never the file as it came.
"""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Rectangle, Stream
from PIL import Image

from network.documents.flaws import Flaw, Unfit
from network.documents.veil import INK, veil

MOST_PAGES = 1_000
MOST_OBJECTS = 300_000
MOST_DEEP = 60
DRAWN = (1240, 1754)  # pixels of the veil: A4 at 150 dots an inch
SCRIPTED = {"/JavaScript", "/Rendition"}
STARTED = {"/Launch", "/ImportData", "/SubmitForm", "/GoToE"}
CARRIED = {"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}


def checked(content: bytes) -> None:
    """Raises Unfit for what is not only pages, and for what could not be shown."""
    try:
        with Pdf.open(io.BytesIO(content)) as paper:
            if paper.is_encrypted:
                raise Unfit(Flaw.LOCKED)
            if len(paper.pages) > MOST_PAGES:
                raise Unfit(Flaw.TOO_MANY_PAGES)
            if not len(paper.pages):
                raise Unfit(Flaw.DAMAGED)
            _refuse_more_than_pages(paper)
    except pikepdf.PasswordError as locked:
        raise Unfit(Flaw.LOCKED) from locked
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as broken:
        raise Unfit(Flaw.DAMAGED) from broken
    stamped(content, "Pristan")


def stamped(content: bytes, says: str) -> bytes:
    """The paper with the watermark over every page. Raises Unfit where that cannot be."""
    try:
        with Pdf.open(io.BytesIO(content)) as paper:
            veils = _Veils(paper, says)
            for page in paper.pages:
                box = Rectangle(page.trimbox)
                page.add_overlay(veils.over(box.width, box.height, page.rotation), box)
            file = io.BytesIO()
            paper.save(file)
            return file.getvalue()
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as broken:
        raise Unfit(Flaw.DAMAGED) from broken


class _Veils:
    """The watermark of one paper, drawn once upright and once lying, stretched to each size of a
    page: what lies over only a part of a page could be cut off."""

    def __init__(self, paper: Pdf, says: str) -> None:
        self.paper, self.says = paper, says
        self.drawn: dict[bool, Stream] = {}
        self.fitted: dict[tuple[int, int], Stream] = {}

    def over(self, width: Any, height: Any, turned: int) -> Stream:
        """A form for a page of that size, as it is seen once it is turned."""
        seen = (max(round(width), 1), max(round(height), 1))
        size = seen if turned % 180 == 0 else seen[::-1]
        if size not in self.fitted:
            self.fitted[size] = self._fitted(*size)
        return self.fitted[size]

    def _fitted(self, width: int, height: int) -> Stream:
        return Stream(
            self.paper,
            b"q %d 0 0 %d 0 0 cm /Veil Do Q" % (width, height),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, width, height]),
            Resources=Dictionary(XObject=Dictionary(Veil=self._ink(width > height))),
        )

    def _ink(self, lying: bool) -> Stream:
        if lying not in self.drawn:
            size = DRAWN[::-1] if lying else DRAWN
            ink = _picture(self.paper, Image.new("L", (1, 1), INK))
            ink.SMask = _picture(self.paper, veil(*size, self.says))
            self.drawn[lying] = ink
        return self.drawn[lying]


def _picture(paper: Pdf, grey: Image.Image) -> Stream:
    return Stream(
        paper,
        grey.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=grey.width,
        Height=grey.height,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )


def _refuse_more_than_pages(paper: Pdf) -> None:
    if len(paper.objects) > MOST_OBJECTS:
        raise Unfit(Flaw.BOMB)
    for thing in paper.objects:
        for said in _dictionaries(thing, 0):
            if flaw := _flaw(said):
                raise Unfit(flaw)


def _dictionaries(thing: Any, depth: int) -> Iterator[Any]:
    """Every dictionary of an object; those of other objects are looked at by themselves."""
    if depth > MOST_DEEP:
        raise Unfit(Flaw.BOMB)
    if isinstance(thing, (Dictionary, Stream)):
        yield thing
        below = [each for _, each in thing.items()]
    elif isinstance(thing, Array):
        below = list(thing.as_list())
    else:
        return
    for each in below:
        if isinstance(each, (Dictionary, Array)) and not each.is_indirect:
            yield from _dictionaries(each, depth + 1)


def _flaw(said: Any) -> Flaw | None:
    named = {str(said.get(key)) for key in ("/S", "/Subtype", "/Type") if _is_name(said, key)}
    if "/JS" in said or "/XFA" in said or "/JavaScript" in said or named & SCRIPTED:
        return Flaw.SCRIPT
    if named & STARTED:
        return Flaw.LAUNCHES
    if "/EF" in said or "/EmbeddedFiles" in said or named & (CARRIED | {"/EmbeddedFile"}):
        return Flaw.CARRIES_FILES
    return None


def _is_name(said: Any, key: str) -> bool:
    return isinstance(said.get(key), Name)

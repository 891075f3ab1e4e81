"""What a content is, by the content itself; a name may say anything. Pure.

Kept are five kinds: PDF, JPEG, PNG, DOCX, ODT. HEIC is not: phones turn it into JPEG when a form
asks for JPEG, and a decoder less is a way in less.
"""

from network.documents.flaws import Flaw, Unfit
from network.documents.kinds import Media
from network.documents.packages import media_of_package

BEGINNINGS: tuple[tuple[bytes, Media], ...] = (
    (b"%PDF-", Media.PDF),
    (b"\xff\xd8\xff", Media.JPEG),
    (b"\x89PNG\r\n\x1a\n", Media.PNG),
)
PACKAGE = b"PK\x03\x04"
# Programs of Windows, Linux, macOS and Java, and scripts that name what runs them.
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# ISO base media files name their brand after the first box.
BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def media_of(content: bytes) -> Media:
    """What it is. Raises Unfit for what is not kept."""
    if not content:
        raise Unfit(Flaw.EMPTY)
    for beginning, media in BEGINNINGS:
        if content.startswith(beginning):
            return media
    if content.startswith(PACKAGE):
        return media_of_package(content)
    raise Unfit(_flaw_of(content))


def _flaw_of(content: bytes) -> Flaw:
    if content.startswith(PROGRAMS):
        return Flaw.PROGRAM
    if content.startswith(OLD_OFFICE):
        return Flaw.OLD_WORD
    if content[4:8] == b"ftyp" and content[8:12] in BRANDS:
        return Flaw.PHONE_PICTURE
    return Flaw.NOT_A_DOCUMENT

"""DOCX and ODT are packages of files (ZIP): what is in them, and how large it really is. Pure.

A package says of itself how large its parts are, and can lie: they are unpacked up to what they
said and not a byte further.
"""

import io
import re
import zipfile
import zlib

from network.documents import markup
from network.documents.flaws import Flaw, Unfit
from network.documents.kinds import Media

MOST_PARTS = 2_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes of all parts together
MOST_RATIO = 200  # times a part may grow, beyond what is small anyway
SMALL = 1024 * 1024
STEP = 64 * 1024
CONTENTS = "[Content_Types].xml"
DOCX_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NESTED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"%PDF-")
MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|Basic/|Scripts/)", re.IGNORECASE)
EMBEDDED = re.compile(r"(^|/)(embeddings|activeX)/", re.IGNORECASE)


def media_of_package(content: bytes) -> Media:
    """Which of the two it is, once every part was looked at. Raises Unfit."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _refuse_too_much(parts)
            media = _media(package)
            for part in parts:
                _look_into(package, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as broken:
        raise Unfit(Flaw.DAMAGED) from broken
    except (KeyError, ValueError) as odd:
        raise Unfit(Flaw.NOT_A_DOCUMENT) from odd
    return media


def _refuse_too_much(parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unfit(Flaw.LOCKED)
    said = sum(part.file_size for part in parts)
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or said > MOST_UNPACKED or len(set(names)) != len(names):
        raise Unfit(Flaw.BOMB)
    for part in parts:
        if part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Unfit(Flaw.BOMB)


def _media(package: zipfile.ZipFile) -> Media:
    names = set(package.namelist())
    if "mimetype" in names and _beginning(package, "mimetype").strip() == Media.ODT.encode():
        return Media.ODT
    if CONTENTS in names and DOCX_MAIN in _beginning(package, CONTENTS):
        return Media.DOCX
    if any(MACROS.search(name) for name in names):
        raise Unfit(Flaw.MACROS)
    raise Unfit(Flaw.NOT_A_DOCUMENT)


def _beginning(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(SMALL)


def _look_into(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if MACROS.search(part.filename):
        raise Unfit(Flaw.MACROS)
    if EMBEDDED.search(part.filename):
        raise Unfit(Flaw.CARRIES_FILES)
    told = part.filename.endswith((".rels", ".xml"))
    kept, unpacked = bytearray(), 0
    with package.open(part) as opened:
        while step := opened.read(STEP):
            if not unpacked and step.startswith(NESTED):
                raise Unfit(Flaw.CARRIES_FILES)
            unpacked += len(step)
            if unpacked > part.file_size:
                raise Unfit(Flaw.BOMB)
            if told:
                kept += step
    if told:
        markup.refuse_doing(bytes(kept))

"""Why a content is not kept: each flaw with its own sentence. Pure."""

from enum import StrEnum

from tenants.errors import N_, Invalid


class Flaw(StrEnum):
    """What is wrong with a content."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_DOCUMENT = "not_a_document"
    PROGRAM = "program"
    PHONE_PICTURE = "phone_picture"
    OLD_WORD = "old_word"
    DAMAGED = "damaged"
    LOCKED = "locked"
    SCRIPT = "script"
    LAUNCHES = "launches"
    CARRIES_FILES = "carries_files"
    MACROS = "macros"
    REMOTE = "remote"
    BOMB = "bomb"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    INFECTED = "infected"


SENTENCES: dict[Flaw, str] = {
    Flaw.EMPTY: N_("This file is empty. Choose another one."),
    Flaw.TOO_LARGE: N_(
        "This file is larger than %(most)s MB, so nothing was kept. Send a smaller one, or split"
        " it into several."
    ),
    Flaw.NOT_A_DOCUMENT: N_(
        "By its content this is none of what we keep: PDF, JPEG, PNG, DOCX or ODT."
    ),
    Flaw.PROGRAM: N_("This is a program, whatever its name says. It was not kept."),
    Flaw.PHONE_PICTURE: N_(
        "This picture is in the HEIC format. Save it as JPEG, or take it with the camera from here."
    ),
    Flaw.OLD_WORD: N_("This is an old Office format. Save it as PDF, DOCX or ODT."),
    Flaw.DAMAGED: N_("This file is damaged and cannot be read. Save it anew and send it again."),
    Flaw.LOCKED: N_("This file is locked with a password. Save it without one and send it again."),
    Flaw.SCRIPT: N_(
        "This PDF holds a script that would run when it is opened. Print it into a new PDF and"
        " send that one."
    ),
    Flaw.LAUNCHES: N_(
        "This PDF would start another program. Print it into a new PDF and send that one."
    ),
    Flaw.CARRIES_FILES: N_("This file carries other files in it. Send each of them by itself."),
    Flaw.MACROS: N_("This document holds macros, which are programs. Save it without them."),
    Flaw.REMOTE: N_(
        "This document would fetch something from another place when it is opened. Save it as PDF."
    ),
    Flaw.BOMB: N_("This file would grow to many times its size when it is opened."),
    Flaw.TOO_MANY_PIXELS: N_("This picture has more than 50 million pixels. Save it smaller."),
    Flaw.TOO_MANY_PAGES: N_("This document has more than 1,000 pages. Split it into several."),
    Flaw.INFECTED: N_("The virus scanner found something in this file. It was not kept."),
}


class Unfit(Exception):
    """Found while a content is looked at; whoever asked says it as Unacceptable."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class Unacceptable(Invalid):
    """A content that is not kept, and why."""

    code = "unacceptable_document"

    def __init__(self, flaw: Flaw, **facts: object) -> None:
        super().__init__(SENTENCES[flaw], "file", **facts)
        self.flaw = flaw


class TooLarge(Unacceptable):
    """A content of more bytes than this deployment keeps."""

    code = "too_large"


def unacceptable(flaw: Flaw, most: int) -> Unacceptable:
    """How a flaw is said; `most` is the largest size that is kept, in MB."""
    return TooLarge(flaw, most=most) if flaw is Flaw.TOO_LARGE else Unacceptable(flaw)

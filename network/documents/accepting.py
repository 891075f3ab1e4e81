"""Whether a content is kept: its size, what it is, what is in it, and what the scanner says."""

from dataclasses import dataclass

from network.documents import at_hand, handing_over, scanning
from network.documents.at_hand import Keeping
from network.documents.flaws import Flaw, Unfit, unacceptable
from network.documents.kinds import Media, Scan
from tenants.errors import N_, Invalid


class ScannerSilent(Invalid):
    """A scanner is to be asked and does not answer: nothing is kept unscanned then."""

    code = "unavailable"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A content as it is kept, what it is, and whether it was scanned."""

    content: bytes
    media: Media
    scan: Scan


def accepted(content: bytes) -> Accepted:
    """Raises Unacceptable with a sentence for each flaw, ScannerSilent."""
    keeping = at_hand.keeping()
    try:
        if len(content) > keeping.most_bytes:
            raise Unfit(Flaw.TOO_LARGE)
        if not content:
            raise Unfit(Flaw.EMPTY)
        media, kept = handing_over.checked(content)
        return Accepted(kept, media, _scanned(keeping, content))
    except Unfit as unfit:
        raise unacceptable(unfit.flaw, keeping.most_megabytes) from unfit


def _scanned(keeping: Keeping, content: bytes) -> Scan:
    """Of the content as it came."""
    if not keeping.scanner:
        return Scan.NOT_SCANNED
    try:
        if not scanning.is_clean(keeping.scanner, content):
            raise Unfit(Flaw.INFECTED)
    except scanning.NoAnswer as silent:
        raise ScannerSilent(
            N_(
                "The virus scanner does not answer, so nothing was kept. Try again in a few"
                " minutes; if it stays so, tell whoever runs Pristan."
            ),
            "file",
        ) from silent
    return Scan.CLEAN

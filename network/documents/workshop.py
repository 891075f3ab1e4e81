"""A process of its own in which what strangers wrote is taken apart; run by `handing_over`.

It has no database, no keys and no secrets in its surroundings, may not write a file, and ends by
itself when it takes too much memory or time: what a crafted file can do, it does here. It gets a
line that says what to do, then the content; it answers with a line that says what came of it, then
with the content, if that has changed.
"""

import json
import resource
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from network.documents import papers, pictures
from network.documents.flaws import Flaw, Unfit
from network.documents.kinds import Media
from network.documents.looking import media_of

MOST_MEMORY = 1_500 * 1024 * 1024  # bytes
MOST_SECONDS = 30  # of computing
Told = Mapping[str, str]


def check(content: bytes, _: Told) -> tuple[Told, bytes]:
    """What the content is, and how it is to be kept."""
    media = media_of(content)
    if media.is_picture:
        return {"media": media.value}, pictures.cleaned(content, media)
    if media is Media.PDF:
        papers.checked(content)
    return {"media": media.value}, b""


def stamp(content: bytes, said: Told) -> tuple[Told, bytes]:
    """The content with a watermark."""
    media = Media(said["media"])
    if media is Media.PDF:
        return {}, papers.stamped(content, said["says"])
    return {}, pictures.stamped(content, media, said["says"])


JOBS: dict[str, Callable[[bytes, Told], tuple[Told, bytes]]] = {"check": check, "stamp": stamp}


LIMITS = (
    (resource.RLIMIT_AS, MOST_MEMORY),
    (resource.RLIMIT_CPU, MOST_SECONDS),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
)


def main() -> None:
    """Do the one job that the first line names."""
    for what, most in LIMITS:
        with suppress(ValueError, OSError):  # macOS knows some of them by name only
            resource.setrlimit(what, (most, most))
    said = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        told, made = JOBS[said["job"]](content, said)
    except Unfit as unfit:
        told, made = {"flaw": unfit.flaw.value}, b""
    except (MemoryError, RecursionError):
        told, made = {"flaw": Flaw.BOMB.value}, b""
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()

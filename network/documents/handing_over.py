"""Contents are handed over to the workshop, and what it makes of them comes back."""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping

from network.documents.flaws import Flaw, Unfit
from network.documents.kinds import Media

log = logging.getLogger("pristan.documents")
PATIENCE = 60  # seconds by the clock on the wall
# How many one of our processes has at work; whoever comes then waits.
_benches = threading.BoundedSemaphore(4)
WORKSHOP = (sys.executable, "-P", "-m", "network.documents.workshop")


def checked(content: bytes) -> tuple[Media, bytes]:
    """What a content is, and the content as it is to be kept. Raises Unfit."""
    told, made = _handed_over(content, {"job": "check"})
    return Media(told["media"]), made or content


def stamped(content: bytes, media: Media, says: str) -> bytes:
    """A content with a watermark that says so. Raises Unfit."""
    return _handed_over(content, {"job": "stamp", "media": media.value, "says": says})[1]


def _handed_over(content: bytes, said: Mapping[str, str]) -> tuple[Mapping[str, str], bytes]:
    """What a reader stumbles over is damaged; what had to be stopped asks for too much."""
    line = json.dumps(said).encode() + b"\n"
    try:
        with _benches:
            done = subprocess.run(
                WORKSHOP,
                input=b"".join((line, content)),
                capture_output=True,
                timeout=PATIENCE,
                env=_surroundings(),
                check=False,
            )
    except subprocess.TimeoutExpired as stopped:
        raise Unfit(Flaw.BOMB) from stopped
    if done.returncode:
        log.warning("A content ended the workshop with %s", done.returncode)
        raise Unfit(Flaw.DAMAGED if done.returncode > 0 else Flaw.BOMB)
    answer, _, made = done.stdout.partition(b"\n")
    told = json.loads(answer)
    if "flaw" in told:
        raise Unfit(Flaw(told["flaw"]))
    return told, made


def _surroundings() -> dict[str, str]:
    """Where the code lies, compiled or not, and nothing else: no address, no password, no key."""
    places = os.pathsep.join(each or os.getcwd() for each in sys.path)
    compiled = {"PYTHONPYCACHEPREFIX": sys.pycache_prefix} if sys.pycache_prefix else {}
    return {"PYTHONPATH": places, "PYTHONDONTWRITEBYTECODE": "1"} | compiled

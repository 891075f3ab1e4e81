"""How a rehearsed import is told on its page: what changes to what, and the file carried along."""

import base64
import binascii
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from network.availability.importing.faults import Unreadable
from network.availability.importing.plan import Step
from network.availability.importing.reading import MOST_BYTES
from network.web import group_forms
from network.web.labels import label
from network.web.words import gettext
from tenants.errors import N_

CODED = {
    **group_forms.CODED,
    "needs_taken": "Need",
    "needs_asked": "Need",
    "needs_not_taken": "Need",
}
LOST = N_("The file got lost on the way. Choose it again.")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a group: what it is called, what stands there, what would stand there."""

    name: str
    before: str
    after: str


def differences(step: Step) -> Iterator[Difference]:
    """What a step changes of a known group, as people read it."""
    called = labels()
    for name, (before, after) in step.changes.items():
        yield Difference(called[name], _shown(name, before), _shown(name, after))


def labels() -> dict[str, str]:
    """What the fields are called."""
    return group_forms.labels() | {
        "needs_taken": gettext("Needs it takes"),
        "needs_asked": gettext("Needs it asks about"),
        "needs_not_taken": gettext("Needs it does not take"),
    }


def _shown(name: str, value: object) -> str:
    values = value if isinstance(value, (list, tuple)) else [value]
    texts = [label(each, CODED[name]) if name in CODED else str(each) for each in values]
    return ", ".join(filter(None, texts)) or "–"


def packed(content: bytes) -> str:
    """The file as a hidden field, from the rehearsal to the import. It is checked all over again
    there, so nothing hangs on what comes back."""
    return base64.b64encode(zlib.compress(content, 9)).decode()


def unpacked(text: str) -> bytes:
    """The file again. Raises Unreadable if it is none, or would unpack to too much."""
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(base64.b64decode(text, validate=True), MOST_BYTES + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise Unreadable(LOST) from None
    if not content or not unpacking.eof:
        raise Unreadable(LOST)
    return content

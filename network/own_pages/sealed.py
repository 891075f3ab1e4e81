"""What is said on a page, sealed with the key of the file."""

from dataclasses import dataclass
from uuid import UUID

from network.keys import sealing
from network.own_pages.models import Voice
from network.records import door
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, in the clear, and the answer; empty as long as there is none."""

    voice: Voice
    words: str
    answer: str


def told(scope: Scope, found: Voice) -> Said:
    """A voice in the clear. Raises NotFound, Erased."""
    words = _unsealed(scope, found, "sealed", found.sealed)
    answer = "" if found.answer is None else _unsealed(scope, found, "answer", found.answer)
    return Said(found, words, answer)


def seal(scope: Scope, person_id: UUID, voice_id: UUID, column: str, words: str) -> bytes:
    """Words as they are kept. Raises NotFound, Erased."""
    where = _place(scope.tenant_id, voice_id, column)
    return door.sealed(scope, person_id, {"words": words}, where)


def _unsealed(scope: Scope, found: Voice, column: str, kept: bytes) -> str:
    where = _place(found.tenant_id, found.id, column)
    return str(door.unsealed(scope, found.person_id, kept, where).get("words", ""))


def _place(tenant_id: UUID, voice_id: UUID, column: str) -> bytes:
    return sealing.place("page_voices", column, tenant_id, voice_id)

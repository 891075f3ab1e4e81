"""What is said on a page, sealed with the key of the file."""

import json
from collections.abc import Sequence
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


def told(scope: Scope, found: Sequence[Voice]) -> list[Said]:
    """Voices of one file in the clear, in as many queries as for one. Raises NotFound, Erased."""
    if not found:
        return []
    key = door.key_of(scope, door.person(scope, found[0].person_id))
    return [
        Said(
            each,
            _unsealed(key, each, "sealed", each.sealed),
            "" if each.answer is None else _unsealed(key, each, "answer", each.answer),
        )
        for each in found
    ]


def seal(scope: Scope, person_id: UUID, voice_id: UUID, column: str, words: str) -> bytes:
    """Words as they are kept. Raises NotFound, Erased."""
    where = _place(scope.tenant_id, voice_id, column)
    return door.sealed(scope, person_id, {"words": words}, where)


def _unsealed(key: bytes, found: Voice, column: str, kept: bytes) -> str:
    said = sealing.unseal(key, kept, _place(found.tenant_id, found.id, column))
    return str(json.loads(said)["words"])


def _place(tenant_id: UUID, voice_id: UUID, column: str) -> bytes:
    return sealing.place("page_voices", column, tenant_id, voice_id)

"""Whoever opens a file answers what was said on a page of it."""

from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.own_pages.models import Voice
from network.own_pages.queries import voice
from network.own_pages.sealed import seal
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


def answer(scope: Scope, voice_id: UUID, *, words: str) -> Voice:
    """Answer; it stands on the page of whoever spoke up. Raises NotFound, NotAllowed, Invalid,
    Conflict where a colleague was faster."""
    found = voice(scope, voice_id, lock=True)
    require(scope, Permission.KEEP_FILES)
    if found.answered_at is not None:
        raise Conflict(N_("A colleague has answered this already."))
    if not words.strip():
        raise Invalid(N_("Write a few words."), "words")
    found.answer = seal(scope, found.person_id, found.id, "answer", words)
    found.answered_at, found.answered_by = clock.now(), scope.member_name
    db.session.flush()
    clocks.meet(scope, ClockKind.VOICE, found.id)
    about = About("young_person", found.person_id, found.number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OWN_PAGE, about, detail="voice_answered")
    return found

"""The two sides of an ask write to each other, while it lives."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from network.announcing import announce
from network.requests import permitted, queries, spoken
from network.requests.crossing import refuse_identity
from network.requests.lifecycle import ENDED
from network.requests.messages import Message
from network.requests.models import Ask
from network.requests.moves import current_state
from network.requests.thread import RECEIVED_MESSAGES
from network.words.door import Words
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import require
from tenants.scope import Scope

LONGEST = 4000
SAID_TWICE = timedelta(seconds=10)  # the same words again within this time are a second click


class ThreadClosed(Conflict):
    """The ask has ended, and the thread with it."""

    code = "thread_closed"


def say(scope: Scope, ask_id: UUID, body: str, identity_needed: bool = False) -> Message:
    """A message to the other side; the same words at once again are the same message.

    Raises NotFound, ThreadClosed, Invalid for an empty one, and as long as the home does not know
    who it is about for a number or an address in it, unless `identity_needed`.
    """
    # Locked, so that the second of two clicks finds what the first has said.
    ask = queries.lock_ask(scope, ask_id)
    may_write(scope, ask)
    if not body.strip():
        raise Invalid(N_("Write a message first."), "body")
    if len(body) > LONGEST:
        raise Invalid(N_("A message has at most %(most)s characters."), "body", most=LONGEST)
    refuse_identity(ask.level, identity_needed, body=body)
    words = spoken.to_write(scope, ask)
    if said := _just_said(scope, ask, words, body.strip()):
        return said
    message = Message(
        tenant_id=ask.tenant_id,
        id=new_id(),
        ask_id=ask.id,
        recipient_id=ask.recipient_id,
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    words.put(message, "body", body.strip())
    db.session.add(message)
    db.session.flush()
    announce((ask.tenant_id, ask.recipient_id), ask.id)
    return message


def may_write(scope: Scope, ask: Ask) -> None:
    """Raises NotAllowed, ThreadClosed."""
    require(scope, permitted.on_ask(scope, ask))
    if current_state(ask) in ENDED:
        raise ThreadClosed(N_("This ask has ended, so the conversation is closed."))


def _just_said(scope: Scope, ask: Ask, words: Words, body: str) -> Message | None:
    """What the member said in these words a moment ago, each side through its own door. What is
    sealed cannot be compared by the database: it is opened, and never much within that time."""
    mine = ask.tenant_id == scope.tenant_id
    door = Message.__table__.c if mine else RECEIVED_MESSAGES.c
    found = db.session.execute(
        select(*(door[column.name] for column in RECEIVED_MESSAGES.c)).where(
            door.tenant_id == ask.tenant_id,
            door.ask_id == ask.id,
            door.by_member_id == scope.member_id,
            door.created_at > clock.now() - SAID_TWICE,
        )
    )
    said = [Message(**row._mapping) for row in found]
    return next((one for one in said if words.of(one, "body") == body), None)

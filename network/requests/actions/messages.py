"""The two sides of an ask write to each other, while it lives."""

from uuid import UUID

from network.requests import queries
from network.requests.lifecycle import ENDED
from network.requests.models import Message
from network.requests.moves import current_state
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

LONGEST = 4000


class ThreadClosed(Conflict):
    """The ask has ended, and the thread with it."""

    code = "thread_closed"


def say(scope: Scope, ask_id: UUID, body: str) -> Message:
    """A message to the other side. Raises NotFound, ThreadClosed, Invalid for an empty one."""
    ask = queries.get_ask(scope, ask_id)
    mine = ask.tenant_id == scope.tenant_id
    require(scope, Permission.WRITE_REQUESTS if mine else Permission.ANSWER_ASKS)
    if current_state(ask) in ENDED:
        raise ThreadClosed(N_("This ask has ended, so the conversation is closed."))
    if not body.strip():
        raise Invalid(N_("Write a message first."), "body")
    if len(body) > LONGEST:
        raise Invalid(N_("A message has at most %(most)s characters."), "body", most=LONGEST)
    message = Message(
        tenant_id=ask.tenant_id,
        ask_id=ask.id,
        recipient_id=ask.recipient_id,
        body=body.strip(),
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    db.session.add(message)
    db.session.flush()
    return message
